import type { TicketAction } from "../../../desk/views/ticket-actions.ts";
import type { TicketView } from "../../../desk/views/ticket-view.ts";
import type { RatingLevel } from "../../../domain/ticket/state.ts";
import { texts } from "../../../texts/index.ts";
import type { CardAction } from "../../actions/codec.ts";
import { button, rows } from "../elements.ts";
import type { Button, ColumnSet } from "../types.ts";

/** In sight at once (voice.md 6). */
const IN_SIGHT = 3;
/** Below the marks. */
const BESIDE_MARKS = 2;

/** Answers, and to what. */
const ANSWERS: Partial<Record<TicketAction, keyof TicketView["asked"]>> = {
  approve: "approval",
  deny: "approval",
  confirm: "confirmation",
  send_back: "confirmation",
  rate: "mark",
  supervise_reply: "supervision",
  level_up: "level",
};

/** What a control of the card carries; an answer also what it was asked. */
export function carried(view: TicketView, k: "press" | "submit", a: TicketAction, level?: RatingLevel): CardAction {
  const to = ANSWERS[a];
  const q = to === undefined ? null : view.asked[to];
  const control = {
    a,
    t: view.ticketId,
    v: view.version,
    ...(level === undefined ? {} : { level }),
    ...(q === null ? {} : { q }),
  };
  return k === "press" ? { k, ...control } : { k, ...control };
}

const mode = (view: TicketView, m: "main" | "more"): CardAction => ({ k: "mode", m, t: view.ticketId });

/** Never filled, even where nothing likelier is left. */
const UNLIKELY: readonly TicketAction[] = [
  "withdraw",
  "merge",
  "refuse",
  "not_solved",
  "dismiss",
  "restore",
  "publish_answer",
  "coerced",
];

function labelOf({ audience, stage }: TicketView, action: TicketAction): string {
  if (action === "supplement" && audience !== "requester") return texts.buttons.supplementStaff;
  if (action === "park" && stage === "parked") return texts.buttons.parkAgain;
  if (action === "progress" && stage === "awaiting_rating") return texts.buttons.callBack;
  return action === "coerced" && stage === "awaiting_rating"
    ? texts.buttons.askedForMark
    : texts.buttons.action[action];
}

function actionButton(view: TicketView, action: TicketAction, first: boolean): Button {
  return button(labelOf(view, action), carried(view, "press", action), {
    type: first && !UNLIKELY.includes(action) ? "primary_filled" : "default",
  });
}

export const backButton = (view: TicketView): ColumnSet[] =>
  rows([button(texts.buttons.back, mode(view, "main"), { type: "text" })]);

/**
 * The five marks and 没解决 in two rows. None is filled and none is hidden: a mark must not be steered (domain.md B.8).
 */
function ratingRows(view: TicketView): ColumnSet[] {
  const levels: readonly RatingLevel[] = [5, 4, 3, 2, 1];
  const buttons = levels.map((level) => button(texts.labels.rating[level], carried(view, "press", "rate", level)));
  if (view.actions.includes("not_solved"))
    buttons.push(button(texts.buttons.notSolvedShort, carried(view, "press", "not_solved")));
  return rows(buttons);
}

/** Buttons of the resting card: at most three, the likely one first and filled, the rest behind 更多. */
export function actionRows(view: TicketView, all: boolean): ColumnSet[] {
  const rating = view.actions.includes("rate");
  const rest = rating ? view.actions.filter((a) => a !== "rate" && a !== "not_solved") : view.actions;
  const marks = rating ? ratingRows(view) : [];
  const moreButton = button(texts.buttons.more, mode(view, "more"));
  if (all)
    return [
      ...marks,
      ...rows(rest.map((action, i) => actionButton(view, action, i === 0 && !rating))),
      ...backButton(view),
    ];
  if (rating) {
    // Two fit beside each other: the way to say that a mark was asked for must be in sight where marks are given.
    const others = rest.length <= BESIDE_MARKS ? rest.map((one) => actionButton(view, one, false)) : [moreButton];
    return [
      ...marks,
      ...rows(
        others.map((one) => ({ ...one, type: "text" })),
        BESIDE_MARKS,
      ),
    ];
  }
  const buttons = rest.map((action, i) => actionButton(view, action, i === 0));
  return rows(buttons.length <= IN_SIGHT ? buttons : [...buttons.slice(0, IN_SIGHT - 1), moreButton]);
}
