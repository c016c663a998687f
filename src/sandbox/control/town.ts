import type { SandboxPerson } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, PersonRecord } from "../core/records.ts";
import { NotPossible } from "../delivery/click.ts";
import { disband, emitBot, emitMembers, enterP2p } from "../model/chats.ts";
import { appById, idTriple, isOutsider } from "../model/people.ts";
import { actor, firstApp, knownChat } from "./actors.ts";
import { never } from "../core/values.ts";

/** `POST /sandbox/api/group` */
export type GroupOp =
  | {
      op: "create";
      as: string;
      name: string;
      memberOpenIds: string[];
      external?: boolean;
      messageType?: "chat" | "thread";
      withBot?: boolean;
    }
  | { op: "addUser" | "removeUser"; chatId: string; openId: string; as?: string }
  | { op: "addBot" | "removeBot"; chatId: string; as?: string; appId?: string }
  | { op: "disband"; chatId: string; as?: string };

/** `POST /sandbox/api/person` */
export type PersonOp =
  | { op: "resign"; openId: string }
  | { op: "hide" | "show"; openId: string }
  | { op: "add"; person: SandboxPerson };

const save = (platform: Platform, chat: ChatRecord): { chatId: string } => {
  platform.tables.chats.put(chat.chatId, chat);
  platform.hub.push({ type: "group", chatId: chat.chatId });
  return { chatId: chat.chatId };
};

const createGroup = (platform: Platform, input: Extract<GroupOp, { op: "create" }>): { chatId: string } => {
  const owner = actor(platform, input.as);
  const members = [...new Set([input.as, ...input.memberOpenIds])].map((openId) => actor(platform, openId));
  const app = firstApp(platform);
  const withBot = input.withBot !== false;
  const chat: ChatRecord = {
    chatId: platform.ids.next("oc_"),
    kind: "group",
    name: input.name,
    description: "",
    ownerOpenId: owner.openId,
    managers: [],
    members: members.map((person) => person.openId),
    bots: withBot ? [app.appId] : [],
    external: input.external ?? members.some((person) => isOutsider(platform, person)),
    messageType: input.messageType ?? "chat",
    chatType: "private",
    status: "normal",
    settings: {},
    createdAt: platform.clock.now(),
  };
  const made = save(platform, chat);
  if (withBot) emitBot(platform, chat, "added", app, owner);
  return made;
};

/** Groups as people change them in the client. */
export const changeGroup = (platform: Platform, input: GroupOp): { chatId: string } => {
  if (input.op === "create") return createGroup(platform, input);
  const chat = knownChat(platform, input.chatId);
  const operator = actor(platform, input.as ?? chat.ownerOpenId ?? chat.members[0] ?? "");
  switch (input.op) {
    case "addUser": {
      const person = actor(platform, input.openId);
      if (chat.members.includes(person.openId)) return { chatId: chat.chatId };
      chat.members = [...chat.members, person.openId];
      emitMembers(platform, chat, "added", [person], operator);
      return save(platform, chat);
    }
    case "removeUser": {
      const person = actor(platform, input.openId);
      if (!chat.members.includes(person.openId)) throw new NotPossible(`${person.name} is not in the group`);
      emitMembers(platform, chat, "deleted", [person], operator);
      chat.members = chat.members.filter((openId) => openId !== person.openId);
      return save(platform, chat);
    }
    case "addBot":
    case "removeBot": {
      const app = appById(platform, input.appId ?? firstApp(platform).appId);
      if (app === undefined) throw new NotPossible("no such bot");
      const adding = input.op === "addBot";
      if (chat.bots.includes(app.appId) === adding) return { chatId: chat.chatId };
      chat.bots = adding ? [...chat.bots, app.appId] : chat.bots.filter((appId) => appId !== app.appId);
      emitBot(platform, chat, adding ? "added" : "deleted", app, operator);
      return save(platform, chat);
    }
    case "disband":
      if (chat.kind !== "group") throw new NotPossible("only groups can be dissolved");
      disband(platform, chat, operator);
      return { chatId: chat.chatId };
  }
  return never(input);
};

/** The range of the app changed: somebody came into it or fell out of it. */
const emitScope = (platform: Platform, person: PersonRecord, inside: boolean): void => {
  for (const app of platform.apps) {
    const ids = idTriple(platform, app, person);
    const change = { departments: [], users: [{ ...ids, name: person.name }], user_groups: [] };
    const nothing = { departments: [], users: [], user_groups: [] };
    platform.emit({
      appId: app.appId,
      eventType: "contact.scope.updated_v3",
      event: { added: inside ? change : nothing, removed: inside ? nothing : change },
    });
  }
};

/** People who come, leave the company, or fall out of the bot's range. */
export const changePerson = (platform: Platform, input: PersonOp): { openId: string } => {
  const { people, chats } = platform.tables;
  if (input.op === "add") {
    people.put(input.person.openId, { ...input.person, openedBots: [] });
    return { openId: input.person.openId };
  }
  const person = actor(platform, input.openId);
  if (input.op !== "resign") {
    people.put(person.openId, { ...person, available: input.op === "show" });
    emitScope(platform, person, input.op === "show");
    return { openId: person.openId };
  }
  people.put(person.openId, { ...person, resigned: true });
  for (const chat of chats.values()) {
    if (chat.kind !== "group" || !chat.members.includes(person.openId)) continue;
    emitMembers(platform, chat, "deleted", [person], null);
    chat.members = chat.members.filter((openId) => openId !== person.openId);
    save(platform, chat);
  }
  for (const app of platform.apps) {
    const ids = idTriple(platform, app, person);
    platform.emit({
      appId: app.appId,
      eventType: "contact.user.deleted_v3",
      event: {
        // The departments are gone from `object` by now (feishu.md 2.2).
        object: { ...ids, name: person.name, department_ids: [] },
        old_object: { department_ids: person.departmentIds ?? [], open_id: ids.open_id },
      },
    });
  }
  return { openId: person.openId };
};

/** A tap on the bot menu: no chat id in the event (feishu.md 2.2). */
export const tapMenu = (platform: Platform, openId: string, eventKey: string): void => {
  const person = actor(platform, openId);
  const app = firstApp(platform);
  const chat = enterP2p(platform, app, person, { entered: false });
  platform.emit({
    appId: app.appId,
    eventType: "application.bot.menu_v6",
    lane: `${app.appId}/${chat.chatId}`,
    event: {
      operator: { operator_name: person.name, operator_id: idTriple(platform, app, person) },
      event_key: eventKey,
      timestamp: Math.floor(platform.clock.now() / 1000),
    },
  });
};

export const enterBot = (platform: Platform, openId: string): { chatId: string } => ({
  chatId: enterP2p(platform, firstApp(platform), actor(platform, openId), { entered: true }).chatId,
});
