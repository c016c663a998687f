import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, paragraph, rows, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card } from "../types.ts";
import type { NoticeOf } from "./message.ts";
import { T } from "./message.ts";

const QUOTE_MAX = 60;
const quoted = (text: string): string => T.ask.quote(cut(oneLine(text), QUOTE_MAX));

/** One question, the likely answers as buttons (voice.md 7). */
export function whichCard({ inboundId, quote, options, chosen }: NoticeOf<"which_ticket">): Card {
  if (chosen !== null) {
    const option = options.find(({ ticketId }) => ticketId === chosen);
    const old = option === undefined ? T.ask.chosenOld : T.ask.chosen(cut(oneLine(option.title), 30));
    const answer = chosen === "" ? T.ask.chosenNew : old;
    return card({ title: answer, colour: "blue" }, small(quoted(quote)));
  }
  const shown = options.slice(0, 5);
  return card({ title: T.ask.which, colour: "orange" }, [
    ...small(quoted(quote)),
    ...rows(
      [
        ...shown.map(({ ticketId, no, title }) =>
          button(T.ask.option(cut(oneLine(title), 16), no), { k: "choose", i: inboundId, t: ticketId }),
        ),
        button(texts.buttons.newMatter, { k: "choose", i: inboundId, t: null }),
      ],
      1,
    ),
  ]);
}

export function isRequestCard({ inboundId, quote, state }: NoticeOf<"is_request">): Card {
  if (state !== "asked")
    return card(
      { title: state === "yes" ? T.ask.isRequestYes : T.ask.isRequestNo, colour: state === "yes" ? "blue" : "grey" },
      small(quoted(quote)),
    );
  return card({ title: T.ask.isRequest, colour: "orange" }, [
    ...small(quoted(quote)),
    ...rows(
      [
        button(texts.buttons.isRequest, { k: "request", i: inboundId, d: "yes" }, { type: "primary_filled" }),
        button(texts.buttons.notRequest, { k: "request", i: inboundId, d: "no" }),
      ],
      2,
    ),
  ]);
}

const SEVERAL_MAX = 12;

/** One receipt for several matters, numbered (voice.md 9). */
export function severalCard({ inboundId, rows: matters, state }: NoticeOf<"several">, clock: Clock): Card {
  const listed = matters
    .slice(0, SEVERAL_MAX)
    .map((row, i) =>
      strong(
        T.several.row(i, { ...row, title: cut(oneLine(row.title), 30) }),
        "",
        T.several.who(row),
        T.several.when(row, clock),
      ),
    );
  const answer = state === "right" ? T.several.right : state === "wrong" ? T.several.wrong : T.several.ask;
  return card({ title: T.several.title(matters.length), colour: "blue" }, [
    ...listed,
    ...paragraph(answer),
    ...(state === "asked"
      ? rows(
          [
            button(texts.buttons.allRight, { k: "several", i: inboundId, d: "right" }, { type: "primary_filled" }),
            button(texts.buttons.notRight, { k: "several", i: inboundId, d: "wrong" }),
          ],
          2,
        )
      : []),
  ]);
}

/** Nothing has been passed on yet, and the card says so first (domain.md B.10). */
export function complaintCard({ inboundId, state, disciplinePhone }: NoticeOf<"complaint_offer">): Card {
  const C = T.complaint;
  if (state === "ordinary") return card({ title: C.ordinary, colour: "blue" }, small(C.how(disciplinePhone)));
  const ordinary = button(texts.buttons.ordinary, { k: "complaint", i: inboundId, d: "ordinary" });
  const about = button(texts.buttons.about, { k: "complaint", i: inboundId, d: "about" });
  return card({ title: C.title, colour: "orange" }, [
    ...paragraph(C.offer, C.how(disciplinePhone), state === "about" ? C.about : null),
    ...small(C.choose),
    ...rows(state === "about" ? [ordinary] : [ordinary, about], 2),
  ]);
}

/** A cadre's reply to his task card: nothing reaches the enterprise before he says so. */
export function relayCard({ inboundId, ticketId, no, quote, state }: NoticeOf<"relay">): Card {
  const R = T.relay;
  const words = small([no, quoted(quote)].filter((part) => part !== "").join(texts.labels.separator));
  if (state !== "asked") {
    const said = { sent: R.sent, kept: R.kept, dropped: R.dropped }[state];
    return card({ title: said, colour: state === "dropped" ? "grey" : "green" }, words);
  }
  const relay = (d: "send" | "keep" | "drop") => ({ k: "relay", i: inboundId, t: ticketId, d }) as const;
  return card({ title: R.title, colour: "orange" }, [
    ...words,
    ...rows([
      button(texts.buttons.relaySend, relay("send"), { type: "primary_filled" }),
      button(texts.buttons.relayKeep, relay("keep")),
      button(texts.buttons.relayDrop, relay("drop")),
    ]),
  ]);
}
