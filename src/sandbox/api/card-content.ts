import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { CardState } from "../core/records.ts";
import type { CardProblem } from "../cards/validate.ts";
import { dialectOf } from "../cards/dialect.ts";
import { cardReferences } from "../cards/references.ts";
import { validateCard } from "../cards/validate.ts";
import { botOpenIdFor, findPerson } from "../model/people.ts";
import { CODES, Refused, refused } from "./codes.ts";
import { asText } from "../core/values.ts";

/** Bytes of card JSON (feishu.md 3.4). */
const CARD_MAX = 30 * 1024;

/** 230099 in the platform's words (feishu.md 3.4). */
export const cardRefused = (problem: CardProblem): Refused =>
  new Refused(
    230099,
    `${CODES[230099]}, ext=ErrCode: ${problem.code}; ErrMsg: ${problem.message}; ErrPath: ${problem.path}; ErrorValue: ${
      problem.value === undefined ? "" : JSON.stringify(problem.value)
    }`,
  );

const isKnownPerson = (platform: Platform, app: SandboxApp, id: string): boolean => {
  if (platform.apps.some((bot) => botOpenIdFor(app, bot) === id)) return true;
  return ["open_id", "union_id", "user_id"].some((type) => findPerson(platform, app, type, id).ok);
};

/** Pictures must be this bot's uploads (200570), persons must exist (100290). */
const referenceProblem = (platform: Platform, app: SandboxApp, card: Record<string, unknown>): CardProblem | null => {
  for (const reference of cardReferences(card)) {
    if (reference.kind === "image") {
      const file = platform.tables.files.get(reference.id);
      const own = file?.owner.kind === "app" && file.owner.appId === app.appId;
      if (file?.kind !== "image" || !own) {
        return { code: 200570, message: "invalid image keys", path: reference.path, value: reference.id };
      }
    } else if (!isKnownPerson(platform, app, reference.id)) {
      return { code: 100290, message: "invalid user resource", path: reference.path, value: reference.id };
    }
  }
  return null;
};

/** Checks a card JSON as sending or updating does. @throws Refused 230025, 230099 */
export const checkCard = (platform: Platform, app: SandboxApp, card: Record<string, unknown>): void => {
  if (Buffer.byteLength(JSON.stringify(card)) > CARD_MAX) throw refused(230025);
  const problem = validateCard(card)[0] ?? referenceProblem(platform, app, card);
  if (problem !== undefined && problem !== null) throw cardRefused(problem);
};

/** What `content` of an interactive message means: card JSON, template, or entity. */
export const readCard = (
  platform: Platform,
  app: SandboxApp,
  content: Record<string, unknown>,
): Omit<CardState, "version"> => {
  if (content["type"] === "template") {
    throw cardRefused({ code: 200380, message: "template does not exist", path: "ROOT -> data -> template_id" });
  }
  if (content["type"] === "card") {
    const data = content["data"] as Record<string, unknown> | undefined;
    const cardId = asText(data?.["card_id"]);
    const entity = platform.tables.cardEntities.get(cardId);
    if (entity === undefined || entity.appId !== app.appId) {
      throw cardRefused({ code: 200740, message: CODES[200740], path: "ROOT -> data -> card_id", value: cardId });
    }
    // One entity can be sent once (feishu.md 3.9).
    if (entity.sentMessageId !== undefined) {
      throw cardRefused({ code: 200770, message: "card entity was already sent", path: "ROOT", value: cardId });
    }
    return { json: entity.json, dialect: "2.0", cardId };
  }
  checkCard(platform, app, content);
  return { json: content, dialect: dialectOf(content) };
};
