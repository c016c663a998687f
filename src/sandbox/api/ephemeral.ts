import { asText, isObject } from "../core/values.ts";
import { appendMessage, recallMessage } from "../model/messages.ts";
import { dialectOf } from "../cards/dialect.ts";
import { checkCard } from "./card-content.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { SEND_SCOPES } from "./messages-send.ts";
import { chatFor, isOwn, messageFor, personFor } from "./targets.ts";

/** Cards only one member of a group sees (feishu.md 3.4): normal groups only. */
export const ephemeralEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/ephemeral/v1/send",
    family: "legacy",
    scopes: SEND_SCOPES,
    handle: ({ platform, app, body, services }) => {
      const request = isObject(body) ? body : {};
      if (request["msg_type"] !== "interactive" || !isObject(request["card"])) throw refused(10003);
      const chat = chatFor(platform, app, asText(request["chat_id"]));
      if (chat.kind !== "group" || chat.messageType === "thread") throw refused(18053);
      if (!services.limits.ephemeralAllows(chat.chatId)) throw refused(11233);
      const type = ["open_id", "user_id", "email"].find((key) => typeof request[key] === "string");
      if (type === undefined) throw refused(10003);
      const person = personFor(platform, app, type, asText(request[type]));
      if (!chat.members.includes(person.openId)) throw refused(18054);
      checkCard(platform, app, request["card"]);
      const message = appendMessage(platform, {
        chat,
        sender: { kind: "app", appId: app.appId },
        type: "interactive",
        content: {},
        card: { json: request["card"], dialect: dialectOf(request["card"]) },
        onlyFor: person.openId,
      });
      return { top: { data: { message_id: message.messageId } } };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/ephemeral/v1/delete",
    family: "legacy",
    scopes: SEND_SCOPES,
    handle: ({ platform, app, body }) => {
      const id = asText(isObject(body) ? body["message_id"] : undefined);
      const message = messageFor(platform, app, id);
      if (message.onlyFor === undefined || !isOwn(app, message)) throw refused(230001);
      recallMessage(platform, message);
      return { top: { data: {} } };
    },
  }),
];
