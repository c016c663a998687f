import * as z from "zod";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { BatchRecord, PersonRecord } from "../core/records.ts";
import { isObject } from "../core/values.ts";
import { ensureP2p } from "../model/chats.ts";
import { appendMessage, messageById, recallMessage } from "../model/messages.ts";
import { findPerson, isOutsider, reachability } from "../model/people.ts";
import { readersOf } from "../model/reads.ts";
import { refused } from "./codes.ts";
import { readContent } from "./content.ts";
import { endpoint } from "./endpoint.ts";

const ids = z.array(z.string()).max(200).optional().default([]);

const request = z.looseObject({
  department_ids: ids,
  open_ids: ids,
  user_ids: ids,
  union_ids: ids,
  msg_type: z.enum(["text", "image", "post", "share_chat", "interactive"]),
  // An object here, where im/v1 wants a string (feishu.md 3.4).
  content: z.record(z.string(), z.unknown()).optional(),
  card: z.record(z.string(), z.unknown()).optional(),
});

type BatchRequest = z.infer<typeof request>;

/** Legacy post bodies wrap the languages in `post`. */
const contentOf = (body: BatchRequest): string => {
  if (body.msg_type === "interactive") return JSON.stringify(body.card ?? {});
  const content = body.content ?? {};
  return JSON.stringify(body.msg_type === "post" && isObject(content["post"]) ? content["post"] : content);
};

const receivers = (platform: Platform, app: SandboxApp, body: BatchRequest) => {
  const people = new Map<string, PersonRecord>();
  const invalid: Record<string, string[]> = {};
  for (const [key, type] of [
    ["open_ids", "open_id"],
    ["user_ids", "user_id"],
    ["union_ids", "union_id"],
  ] as const) {
    invalid[`invalid_${key}`] = [];
    for (const id of body[key]) {
      const lookup = findPerson(platform, app, type, id);
      // Legacy message APIs refuse external targets (feishu.md 5.1).
      const reachable =
        lookup.ok && !isOutsider(platform, lookup.person) && reachability(platform, app, lookup.person) === "ok";
      if (lookup.ok && reachable) people.set(lookup.person.openId, lookup.person);
      else invalid[`invalid_${key}`]?.push(id);
    }
  }
  for (const person of platform.tables.people.values()) {
    const inside = body.department_ids.some((id) => person.departmentIds?.includes(id) === true);
    if (inside && reachability(platform, app, person) === "ok") people.set(person.openId, person);
  }
  return { people: [...people.values()], invalid };
};

const batchOf = (platform: Platform, app: SandboxApp, id: string): BatchRecord => {
  const batch = platform.tables.batches.get(id);
  if (batch?.appId !== app.appId) throw refused(230001, "batch_message_id is invalid");
  return batch;
};

export const batchEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/message/v4/batch_send",
    family: "legacy",
    scopes: ["im:message:send_multi_users", "im:message:send_multi_depts"],
    handle: ({ platform, app, body }) => {
      const parsed = request.safeParse(body);
      if (!parsed.success) throw refused(10003);
      const { people, invalid } = receivers(platform, app, parsed.data);
      const batchId = platform.ids.next("bm-", 32);
      const messageIds = people.map((person) => {
        const chat = ensureP2p(platform, app, person);
        const content = readContent(platform, app, chat, parsed.data.msg_type, contentOf(parsed.data));
        return appendMessage(platform, { chat, sender: { kind: "app", appId: app.appId }, ...content, batchId })
          .messageId;
      });
      const at = platform.clock.now();
      platform.tables.batches.put(batchId, {
        id: batchId,
        appId: app.appId,
        messageIds,
        validUsers: people.length,
        at,
      });
      return { top: { data: { message_id: batchId, invalid_department_ids: [], ...invalid } } };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/batch_messages/:batch_message_id",
    family: "im",
    scopes: ["im:message", "im:message:send_multi_users", "im:message:recall"],
    handle: ({ platform, app, params }) => {
      const batch = batchOf(platform, app, params["batch_message_id"] ?? "");
      for (const id of batch.messageIds) {
        const message = messageById(platform, id);
        if (message !== undefined && message.recalledAt === undefined) recallMessage(platform, message);
      }
      return { data: {} };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/batch_messages/:batch_message_id/get_progress",
    family: "im",
    scopes: ["im:message", "im:message:readonly", "im:message:send_multi_users"],
    handle: ({ platform, app, params }) => {
      const batch = batchOf(platform, app, params["batch_message_id"] ?? "");
      const recalled = batch.messageIds.filter((id) => messageById(platform, id)?.recalledAt !== undefined).length;
      return {
        data: {
          batch_message_send_progress: {
            valid_user_ids_count: batch.validUsers,
            success_user_ids_count: batch.messageIds.length,
            read_user_ids_count: readCount(platform, batch),
          },
          batch_message_recall_progress: { recall: recalled > 0, recall_count: recalled },
        },
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/batch_messages/:batch_message_id/read_user",
    family: "im",
    scopes: ["im:message", "im:message:readonly", "im:message:send_multi_users"],
    handle: ({ platform, app, params }) => {
      const batch = batchOf(platform, app, params["batch_message_id"] ?? "");
      return {
        data: { read_user: { read_count: String(readCount(platform, batch)), total_count: String(batch.validUsers) } },
      };
    },
  }),
];

const readCount = (platform: Platform, batch: BatchRecord): number =>
  batch.messageIds.filter((id) => {
    const message = messageById(platform, id);
    return message !== undefined && readersOf(platform, message).length > 0;
  }).length;
