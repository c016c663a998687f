import type { ListKind, MatterRow } from "../../../desk/outgoing.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, paragraph, rows, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card, Element } from "../types.ts";
import type { Message, NoticeOf } from "./message.ts";
import { cardMessage, textMessage } from "./message.ts";

/** Ten rows with a button each are 60 of the card's 200 elements (feishu.md 4.7). */
const PER_PAGE = 10;
/** A colleague's list fits one screen of a phone. */
const PER_SCREEN = 6;

/** An empty day is one line (voice.md 9). */
export function listMessage(notice: NoticeOf<"list">, clock: Clock): Message {
  const { what, rows: all, lastClosed } = notice;
  if (all.length === 0) {
    const last =
      lastClosed === null
        ? ""
        : texts.lists.lastClosed({ ...lastClosed, title: cut(oneLine(lastClosed.title), 30) }, what, clock);
    return textMessage(`${texts.lists.nothing[what]}${last}`);
  }
  return cardMessage(listCard(notice, clock));
}

function listCard({ what, rows: all, total, more = false, page = 0 }: NoticeOf<"list">, clock: Clock): Card {
  const matters = what === "matters";
  const perPage = matters ? PER_PAGE : PER_SCREEN;
  const pages = Math.ceil(all.length / perPage);
  const current = Math.min(Math.max(Math.trunc(page) || 0, 0), pages - 1);
  const from = current * perPage;
  const shown = all.slice(from, from + perPage);
  const title = texts.lists.count(total, more, what);
  const turns = [
    ...(current > 0 ? [button(texts.buttons.previous, { k: "show", what, page: current - 1 } as const)] : []),
    ...(current < pages - 1
      ? [button(matters ? texts.buttons.next : texts.buttons.more, { k: "show", what, page: current + 1 } as const)]
      : []),
  ];
  const summary = texts.lists.summary(all);
  return card({ title, colour: "blue", summary: `${title} ${summary}` }, [
    ...paragraph(summary, texts.lists.people(all)),
    ...shown.map((row) => line(row, what, clock)),
    ...(pages > 1 || total > all.length ? small(texts.lists.page(from + 1, from + shown.length, total, more)) : []),
    ...rows(turns, 2),
  ]);
}

function line(row: MatterRow, what: ListKind, clock: Clock): Element {
  const rest = what !== "matters" ? [texts.lists.taskRow(row, what, clock)] : texts.lists.matterRow(row, clock);
  return withButton(
    strong(`${texts.labels.light[row.light]} ${cut(oneLine(row.title), 30)}`, "", ...rest),
    button(
      texts.buttons.open,
      row.draftId === undefined ? { k: "view", t: row.ticketId } : { k: "draft", id: row.draftId, d: "show" },
      { size: "small" },
    ),
  );
}
