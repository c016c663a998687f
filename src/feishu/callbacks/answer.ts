import type { Card } from "../cards/index.ts";

/** Answer to a press (feishu.md 1.5): a toast, and the card as it now is. */
export interface CallbackAnswer {
  readonly toast?: { readonly type: "info" | "success" | "error" | "warning"; readonly content: string };
  readonly card?: { readonly type: "raw"; readonly data: Card };
}

export const toast = (type: "info" | "success" | "error" | "warning", content: string): CallbackAnswer => ({
  toast: { type, content },
});

export const withCard = (answer: CallbackAnswer, card: Card | null): CallbackAnswer =>
  card === null ? answer : { ...answer, card: { type: "raw", data: card } };
