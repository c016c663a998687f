import * as z from "zod";
import type { PersonRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { emitBot, emitMembers } from "../model/chats.ts";
import { appById, findPerson, idOf, isOutsider, reachability, tenantOf } from "../model/people.ts";
import { CHAT_READ, groupFor, saveChat } from "./chats.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./paging.ts";

const MEMBERS_MAX = 5000;
const BOTS_MAX = 15;

const memberType = z.looseObject({
  member_id_type: z.enum(["open_id", "union_id", "user_id", "app_id"]).optional().default("open_id"),
});

const idList = z.looseObject({ id_list: z.array(z.string(), "id_list is required").min(1).max(50, "at most 50 ids") });

const WRITE = ["im:chat", "im:chat.members:write_only"];

/** Persons that can be added, and the ids that cannot, sorted as the answer wants them. */
const sortIds = (call: Call, type: string, ids: readonly string[], external: boolean) => {
  const people: PersonRecord[] = [];
  const invalid: string[] = [];
  const unknown: string[] = [];
  for (const id of ids) {
    const lookup = findPerson(call.platform, call.app, type, id);
    if (!lookup.ok) (lookup.reason === "other-app" ? invalid : unknown).push(id);
    else if (isOutsider(call.platform, lookup.person) && !external) throw refused(232028);
    else if (reachability(call.platform, call.app, lookup.person) !== "ok") invalid.push(id);
    else people.push(lookup.person);
  }
  return { people, invalid, unknown };
};

const addBots = (call: Call, ids: readonly string[]): unknown => {
  const chat = groupFor(call, call.params["chat_id"] ?? "");
  for (const id of ids) {
    const bot = appById(call.platform, id);
    if (bot === undefined) throw refused(232043);
    if (chat.bots.includes(id)) continue;
    if (chat.bots.length >= BOTS_MAX) throw refused(232013);
    chat.bots = [...chat.bots, id];
    emitBot(call.platform, chat, "added", bot, null);
  }
  saveChat(call, chat);
  return { invalid_id_list: [], not_existed_id_list: [], pending_approval_id_list: [] };
};

export const memberEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats/:chat_id/members",
    family: "im",
    scopes: WRITE,
    query: memberType.extend({ succeed_type: z.enum(["0", "1", "2"]).optional().default("0") }),
    body: idList,
    handle: (call) => {
      const { query, body, platform, services } = call;
      if (query.member_id_type === "app_id") return { data: addBots(call, body.id_list) };
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      if (!services.limits.chatAllows(`members/${chat.chatId}`)) throw refused(232019);
      const { people, invalid, unknown } = sortIds(call, query.member_id_type, body.id_list, chat.external);
      // 0: unreachable ids are told, unknown ones fail; 1: all reachable are added; 2: all or nothing.
      if (query.succeed_type === "0" && unknown.length > 0) throw refused(232043);
      if (query.succeed_type === "2" && unknown.length + invalid.length > 0) throw refused(232024);
      const fresh = people.filter((person) => !chat.members.includes(person.openId));
      if (chat.members.length + fresh.length > MEMBERS_MAX) throw refused(232013);
      chat.members = [...chat.members, ...fresh.map((person) => person.openId)];
      saveChat(call, chat);
      if (fresh.length > 0) emitMembers(platform, chat, "added", fresh, null);
      return { data: { invalid_id_list: invalid, not_existed_id_list: unknown, pending_approval_id_list: [] } };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/chats/:chat_id/members",
    family: "im",
    scopes: WRITE,
    query: memberType,
    body: idList,
    handle: (call) => {
      const { query, body, platform, app } = call;
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      if (query.member_id_type === "app_id") {
        chat.bots = chat.bots.filter((id) => !body.id_list.includes(id));
        saveChat(call, chat);
        return { data: { invalid_id_list: [] } };
      }
      const rules =
        chat.ownerAppId === app.appId || chat.creatorAppId === app.appId || chat.managers.includes(app.appId);
      if (!rules) throw refused(232017);
      const lookups = body.id_list.map((id) => ({ id, lookup: findPerson(platform, app, query.member_id_type, id) }));
      const gone = lookups.flatMap(({ lookup }) =>
        lookup.ok && chat.members.includes(lookup.person.openId) ? [lookup.person] : [],
      );
      emitMembers(platform, chat, "deleted", gone, null);
      chat.members = chat.members.filter((openId) => !gone.some((person) => person.openId === openId));
      saveChat(call, chat);
      return { data: { invalid_id_list: lookups.filter(({ lookup }) => !lookup.ok).map(({ id }) => id) } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/chats/:chat_id/members",
    family: "im",
    scopes: [...CHAT_READ, "im:chat.members:read"],
    query: pageQuery(100, 20).extend({
      member_id_type: z.enum(["open_id", "union_id", "user_id"]).optional().default("open_id"),
    }),
    handle: (call) => {
      const { platform, app, query } = call;
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      const people = chat.members.flatMap((openId) => platform.tables.people.get(openId) ?? []);
      const { items, ...rest } = page(people, query, (person) => ({
        member_id_type: query.member_id_type,
        member_id: idOf(platform, app, person, query.member_id_type),
        name: person.name,
        tenant_key: tenantOf(platform, person),
      }));
      // Bots are filtered out, so that the total counts people only.
      return { data: { items, ...rest, member_total: people.length } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/chats/:chat_id/members/is_in_chat",
    family: "im",
    scopes: [...CHAT_READ, "im:chat.members:read"],
    handle: (call) => {
      const chat = call.platform.tables.chats.get(call.params["chat_id"] ?? "");
      if (chat === undefined) throw refused(232006);
      return { data: { is_in_chat: chat.bots.includes(call.app.appId) } };
    },
  }),
];
