import { createContext } from "preact";
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { SandboxClickResult } from "../../protocol.ts";
import type { CardAction } from "./actions.ts";
import type { FieldValue, FieldValues } from "./fields.ts";
import type { Json } from "./json.ts";

/** What a card needs from the page around it. */
export interface CardHost {
  nameOf: (id: string) => string;
  /** Members of the chat: what a person picker offers when the card lists nobody. */
  members: readonly { openId: string; name: string }[];
  fileUrl: (key: string) => string;
  /** Sends the callback; null where a card is only shown (gallery). */
  send: (action: CardAction) => Promise<SandboxClickResult | null>;
  onImage: (url: string, alt: string) => void;
}

/** What the components of one card share. */
export interface CardScope extends CardHost {
  /** The component whose callback is open; the platform locks the card meanwhile. */
  pressed: Json | null;
  press: (node: Json, action: CardAction) => Promise<void>;
  ask: (confirm: Json | null) => Promise<boolean>;
  colors: Record<string, string>;
  sizes: Record<string, string>;
  render: (node: Json, index: number) => JSX.Element;
}

export const CardContext = createContext<CardScope | null>(null);

export function useCard(): CardScope {
  const scope = useContext(CardContext);
  if (!scope) throw new Error("a card component stands outside a card");
  return scope;
}

export interface FormScope {
  values: FieldValues;
  missing: readonly string[];
  set: (name: string, value: FieldValue) => void;
  submit: (button: Json) => Promise<void>;
  reset: () => void;
}

export const FormContext = createContext<FormScope | null>(null);
