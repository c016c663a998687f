import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, Mention } from "../core/records.ts";
import { appById, botOpenIdFor, findPerson, idTriple, openIdFor, tenantOf } from "./people.ts";

/** Text with `@_user_N` placeholders and who they stand for (feishu.md 2.1). */
export interface MentionedText {
  text: string;
  mentions: Mention[];
}

const collector = () => {
  const mentions: Mention[] = [];
  return {
    mentions,
    /** Placeholder for a target, the same one when it is named twice. */
    key: (mention: Omit<Mention, "key">): string => {
      const known = mentions.find((other) => other.target === mention.target);
      if (known !== undefined) return known.key;
      const key = `@_user_${mentions.length + 1}`;
      mentions.push({ key, ...mention });
      return key;
    },
  };
};

/** What a person types on the page: `@bot`, `@[ou_…]` (first app's open_id) and `@all`. */
export const fromTyped = (platform: Platform, chat: ChatRecord, text: string): MentionedText => {
  const found = collector();
  const replaced = text.replaceAll(/@bot\b|@all\b|@\[(ou_[A-Za-z0-9_]+)\]/g, (token, openId: string | undefined) => {
    if (token === "@all") return "@_all";
    if (openId === undefined || platform.apps.some((app) => app.botOpenId === openId)) {
      const app =
        openId === undefined
          ? appById(platform, chat.bots[0] ?? "")
          : platform.apps.find((one) => one.botOpenId === openId);
      return app === undefined ? token : found.key({ target: app.appId, kind: "bot", name: app.botName });
    }
    const person = platform.tables.people.get(openId);
    return person === undefined ? token : found.key({ target: openId, kind: "user", name: person.name });
  });
  return { text: replaced, mentions: found.mentions };
};

/** `<at user_id="ou_x">name</at>` and `<at user_id="all">` as a bot sends them; an unknown id stays as plain text. */
export const fromTags = (platform: Platform, app: SandboxApp, text: string): MentionedText => {
  const found = collector();
  const replaced = text.replaceAll(
    /<at\s+user_id\s*=\s*"?([A-Za-z0-9_@.-]+)"?\s*>(.*?)<\/at>/g,
    (token, id: string, label: string) => {
      if (id === "all") return "@_all";
      const bot = platform.apps.find((one) => botOpenIdFor(app, one) === id);
      if (bot !== undefined) return found.key({ target: bot.appId, kind: "bot", name: bot.botName });
      const type = id.startsWith("on_") ? "union_id" : id.startsWith("ou_") ? "open_id" : "user_id";
      const lookup = findPerson(platform, app, type, id);
      if (!lookup.ok) return label === "" ? token : `@${label}`;
      return found.key({ target: lookup.person.openId, kind: "user", name: lookup.person.name });
    },
  );
  return { text: replaced, mentions: found.mentions };
};

/** `mentions[]` of an event: `id` is the triple. */
export const eventMentions = (
  platform: Platform,
  app: SandboxApp,
  mentions: readonly Mention[],
): Record<string, unknown>[] =>
  mentions.flatMap((mention) => {
    if (mention.kind === "bot") {
      const bot = appById(platform, mention.target);
      if (bot === undefined) return [];
      return [
        {
          key: mention.key,
          id: { union_id: "", user_id: "", open_id: botOpenIdFor(app, bot) },
          mentioned_type: "bot",
          name: mention.name,
          tenant_key: platform.town.tenantKey,
        },
      ];
    }
    const person = platform.tables.people.get(mention.target);
    if (person === undefined) return [];
    return [
      {
        key: mention.key,
        id: idTriple(platform, app, person),
        mentioned_type: "user",
        name: mention.name,
        tenant_key: tenantOf(platform, person),
      },
    ];
  });

/** `mentions[]` of an API answer: `id` is a string (feishu.md 3.4). */
export const apiMentions = (
  platform: Platform,
  app: SandboxApp,
  mentions: readonly Mention[],
): Record<string, unknown>[] =>
  mentions.flatMap((mention) => {
    const bot = mention.kind === "bot" ? appById(platform, mention.target) : undefined;
    const person = mention.kind === "user" ? platform.tables.people.get(mention.target) : undefined;
    const id =
      bot !== undefined ? botOpenIdFor(app, bot) : person === undefined ? null : openIdFor(platform, app, person);
    if (id === null) return [];
    return [{ key: mention.key, id, id_type: "open_id", name: mention.name, tenant_key: platform.town.tenantKey }];
  });
