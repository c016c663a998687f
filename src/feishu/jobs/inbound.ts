import * as z from "zod";
import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import { handleMessage } from "../../desk/messages/handle.ts";
import { greet } from "../../desk/messages/greet.ts";
import type { JobDefinition, JobOutcome } from "../../jobs/job.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { parseDelivery } from "../inbound/parse.ts";
import type { Delivery } from "../inbound/parse.ts";
import { normalizeMessage } from "../inbound/normalize.ts";

const Payload = z.object({ inboundId: z.string(), delivery: z.record(z.string(), z.unknown()) });

/** Works one stored arrival off: a message, a first visit, a tap on the menu. */
export function inboundJob(send: (deps: Deps, ready: readonly ReadyJob[]) => Promise<void>): JobDefinition {
  return {
    kind: "inbound",
    async run(deps, job) {
      const { inboundId, delivery } = Payload.parse(job.payload);
      const decide = () => handle(deps, job, inboundId, parseDelivery(delivery));
      const handled = await (deps.inTurn === undefined ? decide() : deps.inTurn(decide));
      if ("ready" in handled) {
        await send(deps, handled.ready);
        return { type: "finished" };
      }
      return handled;
    },
  };
}

async function handle(
  deps: Deps,
  job: ClaimedJob,
  inboundId: string,
  delivery: Delivery,
): Promise<JobOutcome | { readonly ready: readonly ReadyJob[] }> {
  switch (delivery.kind) {
    case "message": {
      const botOpenId = delivery.event.message.chat_type === "p2p" ? null : await deps.feishu.botOpenId();
      const message = normalizeMessage(delivery.event, { inboundId, tenantKey: delivery.tenantKey, botOpenId });
      // In a group the desk listens only when spoken to.
      if (message === null || (message.chatType === "group" && !message.mentionsBot)) return { type: "done" };
      const result = await handleMessage(deps, message, job);
      if (result.type === "crowded") return { type: "again", error: "crowded" };
      return result.type === "written" ? { ready: result.ready } : { type: "finished" };
    }
    case "entered":
    case "menu": {
      const wish = delivery.kind === "menu" ? delivery.key : delivery.first ? "first" : "entered";
      const ready = await greet(deps, { openId: delivery.openId, wish, commandId: inboundId, job });
      return ready === null ? { type: "finished" } : { ready };
    }
    case "callback":
    case "unsupported":
    case "malformed":
      return { type: "give_up", error: `not for the queue: ${delivery.kind}` };
  }
}
