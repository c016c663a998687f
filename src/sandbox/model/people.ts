import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { PersonRecord } from "../core/records.ts";
import { sha256Hex } from "../core/ids.ts";

/** The triple the platform writes for a person; `user_id` only with its scope (feishu.md 2). */
export interface IdTriple {
  union_id: string;
  user_id?: string;
  open_id: string;
}

export const hasScope = (app: SandboxApp, scope: string): boolean =>
  app.scopes === undefined || app.scopes.includes(scope);

/** open_id of a person as `app` sees it: the first app's is the town's, the others' are derived. */
export const openIdFor = (platform: Platform, app: SandboxApp, person: PersonRecord): string =>
  app.appId === platform.apps[0]?.appId
    ? person.openId
    : `ou_${sha256Hex(`${app.appId}/${person.unionId}`).slice(0, 32)}`;

/** open_id of a bot as `app` sees it. */
export const botOpenIdFor = (app: SandboxApp, bot: SandboxApp): string =>
  app.appId === bot.appId ? bot.botOpenId : `ou_${sha256Hex(`${app.appId}/${bot.appId}`).slice(0, 32)}`;

export const appById = (platform: Platform, appId: string): SandboxApp | undefined =>
  platform.apps.find((app) => app.appId === appId);

export const tenantOf = (platform: Platform, person: PersonRecord): string =>
  person.tenantKey ?? platform.town.tenantKey;

export const isOutsider = (platform: Platform, person: PersonRecord): boolean =>
  tenantOf(platform, person) !== platform.town.tenantKey;

export const idTriple = (platform: Platform, app: SandboxApp, person: PersonRecord): IdTriple => ({
  union_id: person.unionId,
  // Outsiders have no user_id in this tenant, whatever the scope.
  ...(hasScope(app, "contact:user.employee_id:readonly") && !isOutsider(platform, person)
    ? { user_id: person.userId }
    : {}),
  open_id: openIdFor(platform, app, person),
});

export const idOf = (platform: Platform, app: SandboxApp, person: PersonRecord, type: string): string => {
  if (type === "union_id") return person.unionId;
  if (type === "user_id") return person.userId;
  return openIdFor(platform, app, person);
};

export type PersonLookup = { ok: true; person: PersonRecord } | { ok: false; reason: "unknown" | "other-app" };

/** Finds the person an id of `type` means for `app`; an open_id of another app is told apart (99992361). */
export const findPerson = (platform: Platform, app: SandboxApp, type: string, id: string): PersonLookup => {
  let otherApp = false;
  if (type === "open_id" && app.appId === platform.apps[0]?.appId) {
    const person = platform.tables.people.get(id);
    if (person !== undefined) return { ok: true, person };
  }
  for (const person of platform.tables.people.values()) {
    if (type === "open_id") {
      if (openIdFor(platform, app, person) === id) return { ok: true, person };
      if (platform.apps.some((other) => openIdFor(platform, other, person) === id)) otherApp = true;
    } else if (type === "union_id" ? person.unionId === id : person.userId === id) {
      return { ok: true, person };
    }
  }
  return { ok: false, reason: otherApp ? "other-app" : "unknown" };
};

/** Whether the bot may write to the person p2p (230013 / 230029 otherwise). */
export const reachability = (
  platform: Platform,
  app: SandboxApp,
  person: PersonRecord,
): "ok" | "resigned" | "unavailable" => {
  if (person.resigned === true) return "resigned";
  if (person.available === false) return "unavailable";
  // feishu.md 5.1: an outsider joins the availability list only by opening the bot.
  if (isOutsider(platform, person) && !person.openedBots.includes(app.appId)) return "unavailable";
  return "ok";
};
