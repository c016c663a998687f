import * as z from "zod";
import type { GroupOp, PersonOp } from "../control/town.ts";
import type { SandboxClick, SandboxClockMove, SandboxFaults, SandboxSend } from "../protocol.ts";

/** Bodies of `/sandbox/api` as protocol.ts says; whoever plays a person by hand gets told what was wrong. */

const id = z.string().min(1);
const json = z.record(z.string(), z.unknown());
/** A probability below 1, or a count. */
const rate = z.number().min(0);

export const sendBody: z.ZodType<SandboxSend> = z.object({
  as: id,
  chat: id,
  type: z.enum(["text", "post", "image", "file", "audio", "media", "sticker", "location", "share_user", "interactive"]),
  content: json,
  replyTo: z.string().exactOptional(),
});

export const clickBody: z.ZodType<SandboxClick> = z.object({ as: id, messageId: id, action: json });

export const clockBody: z.ZodType<SandboxClockMove> = z.discriminatedUnion("op", [
  z.object({ op: z.literal("advance"), ms: z.number() }),
  z.object({ op: z.literal("set"), to: z.number() }),
  z.object({ op: z.literal("nextOfficeMorning") }),
  z.object({ op: z.literal("nextWorkingDay") }),
  z.object({ op: z.literal("nextDue") }),
  z.object({ op: z.literal("real") }),
]);

export const faultsBody: z.ZodType<Partial<SandboxFaults>> = z.strictObject({
  duplicateSameEvent: rate.exactOptional(),
  duplicateNewEvent: rate.exactOptional(),
  duplicateNewMessage: rate.exactOptional(),
  reorder: rate.exactOptional(),
  delayMs: rate.exactOptional(),
  dropAnswer: rate.exactOptional(),
  connectionRefused: rate.exactOptional(),
  apiServerError: rate.exactOptional(),
  apiRateLimited: rate.exactOptional(),
  apiChatLimited: rate.exactOptional(),
  apiTableLimited: rate.exactOptional(),
  apiTableConflict: rate.exactOptional(),
  apiTokenExpired: rate.exactOptional(),
  apiTimeoutAfterSuccess: rate.exactOptional(),
  retryTimeScale: z.number().positive().exactOptional(),
});

export const asBody = z.object({ as: id });
export const readBody = z.object({ as: id, chatId: id });
export const recallBody = z.object({ as: id, messageId: id });
export const reactBody = z.object({ as: id, messageId: id, emoji: id, remove: z.boolean().optional() });
export const menuBody = z.object({ as: id, eventKey: z.string().min(1).max(30) });

const as = id.exactOptional();

export const groupBody: z.ZodType<GroupOp> = z.union([
  z.object({
    op: z.literal("create"),
    as: id,
    name: z.string(),
    memberOpenIds: z.array(id),
    external: z.boolean().exactOptional(),
    messageType: z.enum(["chat", "thread"]).exactOptional(),
    withBot: z.boolean().exactOptional(),
  }),
  z.object({ op: z.enum(["addUser", "removeUser"]), chatId: id, openId: id, as }),
  z.object({ op: z.enum(["addBot", "removeBot"]), chatId: id, as, appId: id.exactOptional() }),
  z.object({ op: z.literal("disband"), chatId: id, as }),
]);

const person = z.object({
  openId: id,
  unionId: id,
  userId: id,
  name: id,
  title: z.string(),
  side: z.enum(["enterprise", "cadre", "leader", "outsider"]),
  mobile: z.string().exactOptional(),
  email: z.string().exactOptional(),
  departmentIds: z.array(z.string()).exactOptional(),
  tenantKey: z.string().exactOptional(),
  resigned: z.boolean().exactOptional(),
  available: z.boolean().exactOptional(),
});

export const personBody: z.ZodType<PersonOp> = z.union([
  z.object({ op: z.literal("resign"), openId: id }),
  z.object({ op: z.enum(["hide", "show"]), openId: id }),
  z.object({ op: z.literal("add"), person }),
]);
