import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { FIELDS } from "../../actions/fields.ts";
import { button, card, form, panel, paragraph, rows, select, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Evidence } from "../../../store/accountability.ts";
import type { Card } from "../types.ts";
import type { Message, NoticeOf } from "./message.ts";
import { cardMessage, textMessage } from "./message.ts";
import { shortened } from "./shorten.ts";

const S = texts.supervision;
/** More rows than this nobody reads on a phone; the list has them all. */
const MOST = 10;

/** Several reminders of one person: one bundle (voice.md 9), each line opens its ticket. */
export function remindersCard({ rows: reminders }: NoticeOf<"reminders">, clock: Clock): Card {
  const shown = reminders.slice(0, MOST);
  return card({ title: S.bundle.title(reminders.length), colour: "orange" }, [
    ...shown.map(({ ticketId, line, also = [], draftId }) =>
      withButton(
        strong(
          "",
          texts.ticketLine(shortened(line), clock),
          ...also.map((one) => texts.furtherLine(shortened(one), clock)),
        ),
        button(
          texts.buttons.open,
          draftId === undefined ? { k: "view", t: ticketId } : { k: "draft", id: draftId, d: "show" },
          { size: "small" },
        ),
      ),
    ),
    ...(reminders.length > MOST ? small(S.bundle.more(reminders.length - MOST)) : []),
  ]);
}

/** 回头看: one question, two answers. */
export function lookBackCard({ ticketId, title, closedAt, mark, state }: NoticeOf<"look_back">, clock: Clock): Card {
  const about = { k: "look_back", t: ticketId, ...(mark === undefined ? {} : { q: mark }) } as const;
  const what = S.lookBack.text(cut(oneLine(title), 30), closedAt, clock);
  if (state !== "asked")
    return card(
      { title: state === "ok" ? S.lookBack.ok : S.lookBack.relapse, colour: state === "ok" ? "green" : "blue" },
      small(what),
    );
  return card({ title: S.lookBack.title, colour: "blue" }, [
    ...paragraph(what),
    ...rows(
      [
        button(texts.buttons.action.still_ok, { ...about, d: "ok" }),
        button(texts.buttons.action.relapse, { ...about, d: "relapse" }),
      ],
      2,
    ),
  ]);
}

/** 请假 and 销假. */
export function leaveCard({ colleagues, days, state, from, to, delegate }: NoticeOf<"leave_form">, clock: Clock): Card {
  if (state === "on_leave")
    return card({ title: S.leave.title, colour: "grey" }, [
      ...paragraph(S.leave.onLeave(from ?? "", to ?? "", delegate, clock)),
      ...rows([button(S.leave.end, { k: "leave", step: "end" })], 1),
    ]);
  if (state === "back") return card({ title: S.leave.back, colour: "green" }, []);
  const choices = days.map(({ day, at }) => ({ value: day, label: texts.dates.fullDay(at, clock) }));
  const first = choices[0]?.value ?? null;
  return card({ title: S.leave.title, colour: "blue" }, [
    ...paragraph(S.leave.ask),
    form(
      "form_leave",
      [
        ...select(FIELDS.leave.from, choices, { required: true, initial: first }),
        ...select(FIELDS.leave.to, choices, { required: true, initial: first }),
        ...select(
          FIELDS.leave.delegate,
          colleagues.map(({ id, label }) => ({ value: id, label })),
          { placeholder: S.leave.noDelegate },
        ),
      ],
      { label: S.leave.send, action: { k: "leave", step: "send" } },
    ),
  ]);
}

/** To who stands in: what has come to him, and when it ends; no more than one line then. */
export function leaveToldMessage(notice: NoticeOf<"leave_told">, clock: Clock): Message {
  const { absent, state, from, to, count, earliest, later = false } = notice;
  if (state === "over") return textMessage(S.leave.over(absent));
  const colour = count === 0 ? "blue" : "orange";
  return cardMessage(
    card({ title: S.leave.named(absent, from, to, clock), colour }, [
      ...paragraph(S.leave.inHand(count, earliest, later, clock)),
      ...rows(
        count === 0 || later
          ? []
          : [button(texts.buttons.myTasks, { k: "show", what: "tasks" }, { type: "primary_filled" })],
        1,
      ),
    ]),
  );
}

/** Somebody wants a good mark: nothing has been told yet, and the card says to whom it would be (domain.md B.8). */
export function coercedCard(notice: NoticeOf<"coerced_mark">): Card {
  const { ticketId, inboundId, no, title, quote, disciplinePhone, state } = notice;
  const C = S.coerced;
  if (state !== "asked") return card({ title: C[state], colour: state === "told" ? "green" : "grey" }, []);
  const answer = (d: "tell" | "no") => ({ k: "coerced", t: ticketId, i: inboundId, d }) as const;
  return card({ title: C.title, colour: "orange" }, [
    ...paragraph(C.ask, C.words(cut(oneLine(quote), 60)), C.phone(disciplinePhone)),
    ...rows([button(C.tell, answer("tell")), button(C.no, answer("no"))], 2),
    ...small([no, cut(oneLine(title), 30)].filter(Boolean).join(texts.labels.separator)),
  ]);
}

const fitted = (one: Evidence): Evidence => ({ ...one, text: cut(oneLine(one.text), 300) });

/** 责任追究 draft: for one leader's eyes, with the evidence; the system concludes nothing (000-18). */
export function draftCard(notice: NoticeOf<"accountability_draft">, clock: Clock): Card {
  const { draftId, no, title, reason, unit, person, evidence, state, decidedBy } = notice;
  // It stays in the chat for as long as he takes to decide.
  const lasting = { ...clock, lasting: true };
  const facts = evidence.map((one) => `${texts.dates.point(one.at, lasting)} ${S.draft.fact(fitted(one))}`);
  const decided = state === "confirmed" ? S.draft.confirmed(decidedBy) : S.draft.rejected(decidedBy);
  return card({ title: state === "draft" ? S.draft.title : decided, colour: state === "draft" ? "orange" : "grey" }, [
    strong(S.draft.who(unit, person, reason), "", `${no} ${cut(oneLine(title), 30)}`),
    ...panel(S.draft.evidence, paragraph(...facts)),
    ...(state === "draft"
      ? rows(
          [
            button(S.draft.confirm, { k: "draft", id: draftId, d: "confirm" }),
            button(S.draft.reject, { k: "draft", id: draftId, d: "reject" }),
          ],
          2,
        )
      : []),
    ...small(S.draft.note),
  ]);
}
