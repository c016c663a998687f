import type { Notice } from "../../../desk/outgoing.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { escapeText } from "../escape.ts";
import type { Card } from "../types.ts";

/** When and where it is read. */
export type NoticeContext = Clock;

export type Message =
  | { readonly msgType: "interactive"; readonly content: Card }
  | { readonly msgType: "text"; readonly content: { readonly text: string } };

/** Renderers of the kinds that are cards. */
export type NoticeOf<K extends Notice["kind"]> = Extract<Notice, { kind: K }>;

export const cardMessage = (content: Card): Message => ({ msgType: "interactive", content });
export const textMessage = (text: string): Message => ({ msgType: "text", content: { text: escapeText(text) } });

export const T = texts.notices;
