import type { Deps } from "../../deps.ts";
import type { Runner } from "../../jobs/runner.ts";
import { answerPress } from "../callbacks/dispatch.ts";
import type { CallbackAnswer } from "../callbacks/answer.ts";
import { sendReady } from "../jobs/send-ready.ts";
import type { Ingest } from "./ingest.ts";
import { parseDelivery } from "./parse.ts";
import { receive } from "./receive.ts";

export type Accepted =
  | { readonly type: "stored" }
  | { readonly type: "answered"; readonly answer: CallbackAnswer }
  /** Another app's, or not of the documented shape. */
  | { readonly type: "refused"; readonly reason: "other_app" | "malformed" };

/** Takes one authentic delivery, by webhook or long connection: events are stored, presses answered. */
export async function accept(
  deps: Deps,
  runner: Runner,
  ingest: Ingest,
  payload: Record<string, unknown>,
): Promise<Accepted> {
  const delivery = parseDelivery(payload);
  if ("appId" in delivery && delivery.appId !== deps.appId) {
    deps.log.warn("delivery.other_app", { kind: delivery.kind });
    return { type: "refused", reason: "other_app" };
  }
  if (delivery.kind === "malformed") {
    deps.log.warn("delivery.malformed", { type: delivery.type });
    return { type: "refused", reason: "malformed" };
  }
  if (delivery.kind === "callback") {
    const { answer, ready } = await answerPress(deps, delivery);
    // After the answer: the platform refuses updates of a card while its press is open (11310).
    deps.defer(() => sendReady(deps, ready));
    return { type: "answered", answer };
  }
  const serial = await receive(deps, ingest, delivery, payload);
  if (serial !== null)
    // All of the sender's: a message that waited for the one before must not wait for the next tick as well.
    deps.defer(async () => {
      await runner.drain({ serial });
    });
  return { type: "stored" };
}
