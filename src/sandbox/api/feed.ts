import * as z from "zod";
import type { Call } from "./endpoint.ts";
import { findPerson, reachability } from "../model/people.ts";
import { userIdType } from "./chats.ts";
import { endpoint } from "./endpoint.ts";

const SCOPES = ["im:app_feed_card:write", "im:message"];
const USERS_MAX = 20;

const buttons = z.looseObject({ buttons: z.array(z.looseObject({})).max(2, "at most 2 buttons") });

const card = z.looseObject({
  biz_id: z.string().optional(),
  title: z.string().max(60, "title is too long").optional(),
  preview: z.string().max(120, "preview is too long").optional(),
  status_label: z.looseObject({ text: z.string(), type: z.string() }).optional(),
  buttons: buttons.optional(),
  link: z
    .looseObject({
      link: z
        .string()
        .regex(/^https:\/\//, "only https links")
        .optional(),
    })
    .optional(),
  time_sensitive: z.boolean().optional(),
});

/** Ids that cannot get a feed card, with the reason numbers of the platform: 1 unknown, 2 no availability. */
const failures = (call: Call, type: string, ids: readonly string[]): Record<string, unknown>[] =>
  ids.flatMap((id) => {
    const lookup = findPerson(call.platform, call.app, type, id);
    const reason = !lookup.ok ? "1" : reachability(call.platform, call.app, lookup.person) === "ok" ? null : "2";
    return reason === null ? [] : [{ user_id: id, reason }];
  });

/** Cards on top of the chat list (feishu.md 3.6): checked and answered, not shown on the page. */
export const feedEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v2/app_feed_card",
    family: "im",
    scopes: SCOPES,
    query: userIdType,
    body: z.looseObject({
      app_feed_card: card,
      user_ids: z.array(z.string()).min(1).max(USERS_MAX, `at most ${USERS_MAX} users`),
    }),
    handle: (call) => ({
      data: {
        biz_id: call.body.app_feed_card.biz_id ?? call.platform.ids.next("", 32),
        failed_cards: failures(call, call.query.user_id_type, call.body.user_ids),
      },
    }),
  }),
  endpoint({
    method: "PATCH",
    path: "/open-apis/im/v2/feed_cards/bot_time_sentive",
    family: "im",
    scopes: [...SCOPES, "im:datasync.feed_card.time_sensitive:write"],
    query: userIdType,
    body: z.looseObject({
      time_sensitive: z.boolean(),
      user_ids: z.array(z.string()).min(1).max(50, "at most 50 users"),
    }),
    handle: (call) => ({
      data: { failed_user_reasons: failures(call, call.query.user_id_type, call.body.user_ids) },
    }),
  }),
];
