import * as z from "zod";
import type { MessageRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { saveMessage } from "../model/messages.ts";
import { openIdFor } from "../model/people.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./paging.ts";
import { chatFor, liveMessage, messageFor } from "./targets.ts";

const PIN_SCOPES = ["im:message", "im:message.pins:write_only"];

const pinShape = (call: Call, message: MessageRecord): Record<string, unknown> => {
  const operator = message.pin?.operator;
  const person = operator?.kind === "user" ? call.platform.tables.people.get(operator.openId) : undefined;
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    operator_id:
      person !== undefined
        ? openIdFor(call.platform, call.app, person)
        : operator?.kind === "app"
          ? operator.appId
          : "",
    operator_id_type: person === undefined ? "app_id" : "open_id",
    create_time: String(message.pin?.at ?? 0),
  };
};

export const pinEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/pins",
    family: "im",
    scopes: PIN_SCOPES,
    body: z.looseObject({ message_id: z.string("message_id is required") }),
    handle: (call) => {
      const message = liveMessage(call.platform, call.app, call.body.message_id);
      if (!call.services.limits.chatAllows(`pin/${message.messageId}`)) throw refused(230047);
      // Pinning again gives the pin that is there.
      if (message.pin === undefined) {
        message.pin = { operator: { kind: "app", appId: call.app.appId }, at: call.platform.clock.now() };
        saveMessage(call.platform, message);
      }
      return { data: { pin: pinShape(call, message) } };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/pins/:message_id",
    family: "im",
    scopes: PIN_SCOPES,
    handle: ({ platform, app, params }) => {
      const message = messageFor(platform, app, params["message_id"] ?? "");
      delete message.pin;
      saveMessage(platform, message);
      return { data: {} };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/pins",
    family: "im",
    scopes: ["im:message", "im:message:readonly", "im:message.pins:read"],
    query: pageQuery(50, 20).extend({
      chat_id: z.string("chat_id is required"),
      start_time: z.coerce.number().optional(),
      end_time: z.coerce.number().optional(),
    }),
    handle: (call) => {
      const chat = chatFor(call.platform, call.app, call.query.chat_id);
      const from = call.query.start_time ?? 0;
      const to = call.query.end_time ?? Number.POSITIVE_INFINITY;
      const pinned = (call.platform.byChat.get(chat.chatId) ?? [])
        .filter((one) => one.pin !== undefined && one.pin.at >= from && one.pin.at <= to)
        .sort((a, b) => (b.pin?.at ?? 0) - (a.pin?.at ?? 0));
      return { data: page(pinned, call.query, (one) => pinShape(call, one)) };
    },
  }),
];
