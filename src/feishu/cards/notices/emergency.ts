import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, paragraph, rows, small, strong } from "../elements.ts";
import { cut } from "../escape.ts";
import type { Card } from "../types.ts";
import type { NoticeOf } from "./message.ts";
import { T } from "./message.ts";

/** What to do comes first: header, body and chat list all begin with it (domain.md B.14). */
export function emergencyCard({ danger, numbers, duty, ticketNo, askPlace }: NoticeOf<"emergency">): Card {
  const first = T.emergency.first(danger, numbers);
  return card({ title: first, colour: "red" }, [
    ...paragraph(
      duty === null ? T.emergency.dutyUnknown : T.emergency.duty(texts.labels.personAndPhone(duty)),
      askPlace ? T.emergency.askPlace : null,
    ),
    ...small(T.emergency.number(ticketNo)),
  ]);
}

/** Numbers first, then the one button that alarms whoever is on duty; nobody has been alarmed yet. */
export function possibleDangerCard({ inboundId, numbers, ticketId, state }: NoticeOf<"possible_danger">): Card {
  const P = T.possibleDanger;
  if (state === "no") return card({ title: P.no, colour: "grey" }, small(P.later));
  if (state === "yes") return card({ title: P.yes, colour: "red" }, small(P.place));
  const press = { k: "danger", i: inboundId, t: ticketId } as const;
  return card({ title: P.first(numbers), colour: "orange" }, [
    ...paragraph(P.ask),
    ...rows(
      [
        button(texts.buttons.danger, { ...press, d: "yes" }, { type: "danger_filled" }),
        button(texts.buttons.noDanger, { ...press, d: "no" }),
      ],
      2,
    ),
  ]);
}

/** Duty people must be able to call at once, so phone and words are whole here. */
export function alarmCard(notice: NoticeOf<"duty_alarm">, clock: Clock): Card {
  const A = T.alarm;
  const facts = strong(
    cut(notice.text, 120),
    "",
    A.place(notice.place),
    A.caller(notice.requesterName, notice.enterprise, notice.requesterPhone),
    A.at(notice.at, clock),
  );
  if (notice.confirmedBy !== null)
    return card({ title: `${A.confirmed(notice.confirmedBy)}${texts.labels.separator}${notice.no}`, colour: "blue" }, [
      facts,
    ]);
  return card(
    {
      title: A.title(notice.no),
      subtitle: notice.alarm > 1 ? A.again(notice.alarm) : undefined,
      colour: "red",
      summary: `${A.title(notice.no)} ${notice.text}`,
    },
    [
      facts,
      ...paragraph(A.act),
      ...rows([button(texts.buttons.takeDuty, { k: "duty", t: notice.ticketId }, { type: "danger_filled" })]),
    ],
  );
}
