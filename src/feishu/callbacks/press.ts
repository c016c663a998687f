import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import type { CardCallback } from "../inbound/parse.ts";
import type { CallbackAnswer } from "./answer.ts";

/** One press of one person, decoded as far as every handler needs it. */
export interface Press {
  /** event_id: the same press is carried out once. */
  readonly id: string;
  readonly openId: string;
  readonly tenantKey: string | null;
  readonly external: boolean;
  readonly messageId: string | null;
  readonly chatId: string | null;
  readonly action: CardCallback["action"];
}

/** What a press led to; `ready` is sent after the answer, for the platform refuses updates of a card that is being pressed. */
export interface Pressed {
  readonly answer: CallbackAnswer;
  readonly ready: readonly ReadyJob[];
}

export type PressHandler<A> = (deps: Deps, press: Press, action: A) => Promise<Pressed>;

export const answered = (answer: CallbackAnswer, ready: readonly ReadyJob[] = []): Pressed => ({ answer, ready });
