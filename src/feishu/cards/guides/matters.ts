import type { GuideNotice } from "../../../desk/guides/notice.ts";
import type { LearnedNotice } from "../../../desk/learning/notice.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, confirmation, paragraph, rows, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card } from "../types.ts";

const G = texts.guides;

/** Told again with nothing new: who has it and where it stands, and a way out when it was something else after all. */
export function sameMatterCard({ inboundId, row }: Extract<GuideNotice, { kind: "same_matter" }>, clock: Clock): Card {
  return card({ title: G.same.title, colour: "blue" }, [
    strong(cut(oneLine(row.title), 30), "", ...texts.lists.matterRow(row, clock)),
    ...small(row.no, G.same.newOne),
    ...rows(
      [
        button(G.buttons.see, { k: "view", t: row.ticketId }),
        // Told twice is asked twice: the one who has it should hear so.
        button(texts.buttons.action.urge, { k: "press", a: "urge", t: row.ticketId, v: 0 }),
        ...(inboundId === "" ? [] : [button(texts.buttons.newMatter, { k: "choose", i: inboundId, t: null } as const)]),
      ],
      3,
    ),
  ]);
}

const LISTED = 15;

/** Newest first; each can be taken back. */
export function learnedCard({ rows: learned, total }: LearnedNotice, clock: Clock): Card {
  const L = G.learned;
  const shown = learned.slice(0, LISTED);
  return card({ title: L.title(total), colour: "blue" }, [
    ...paragraph(total === 0 ? L.nothing : L.hint),
    ...shown.map((row) =>
      withButton(
        strong(L.meaning(row), "", L.words(cut(oneLine(row.text), 60)), L.origin(row, clock)),
        button(L.remove, { k: "learned", id: row.id }, { size: "small", confirm: confirmation(L.confirm) }),
      ),
    ),
    ...(total > shown.length ? small(L.more(total - shown.length)) : []),
  ]);
}
