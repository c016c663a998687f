import type { CardDialect } from "../core/records.ts";

/** A card is JSON 2.0 only when `schema` literally says so; anything else is read as 1.0 (feishu.md 4.1). */
export const dialectOf = (card: Record<string, unknown>): CardDialect => (card["schema"] === "2.0" ? "2.0" : "1.0");

/** Whether everybody sees the same card: always in 2.0, on request in 1.0. */
export const isShared = (card: Record<string, unknown>): boolean => {
  const config = card["config"];
  const flag =
    typeof config === "object" && config !== null ? (config as Record<string, unknown>)["update_multi"] : undefined;
  return dialectOf(card) === "2.0" ? flag !== false : flag === true;
};
