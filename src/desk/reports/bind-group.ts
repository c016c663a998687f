import { personOf } from "../../domain/people/actor.ts";
import { minutesOf } from "../../domain/stats/digest-slot.ts";
import type { DigestGroup } from "../../domain/stats/scope.ts";
import { bumpDirectoryVersion } from "../../store/people.ts";
import { setDigestGroups } from "../../store/slots.ts";
import type { DeskDeps } from "../deps.ts";
import type { Plan } from "../messages/plan.ts";
import { answer } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import type { ReportSaying } from "./notice.ts";

/** Bound, not released: what the first group of BINDING holds. */
const BIND = /^绑定/u;

/** "绑定日报", "绑定日报 8:30", "解除日报", said in the group it is about. */
export const BINDING = /^(绑定|解除)(?:企业服务)?日报\s*(\d{1,2}[:：]\d{2})?$/u;

/** Binds the group of the message to the daily digest of the whole town, or unbinds it; leaders, dispatchers, administrators only. */
export function bindPlan(deps: DeskDeps, situation: Situation, found: RegExpExecArray): Plan {
  const { message, actor, directory } = situation;
  const said = (what: ReportSaying): Plan => ({
    outcome: `binding ${what.code}`,
    notices: [answer(situation, { kind: "report_said", what })],
  });
  const person = personOf(directory, actor);
  const may = person?.roles.some((role) => role === "dispatcher" || role === "leader" || role === "admin") === true;
  if (!may) return said({ code: "not_yours" });
  if (message.chatType !== "group") return said({ code: "bind_in_group" });
  const known = directory.settings.digestGroups ?? [];
  const others = known.filter(({ chatId }) => chatId !== message.chatId);
  const minutes = minutesOf((found[2] ?? "").replace("：", ":"));
  const at = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const old = known.find(({ chatId }) => chatId === message.chatId);
  const group: DigestGroup = { scope: { type: "town" }, ...old, chatId: message.chatId, at };
  const bound = BIND.test(found[1] ?? "");
  const groups = bound ? [...others, group] : others;
  return {
    ...said({ code: "digest_bound", at: bound ? at : "" }),
    rows: [setDigestGroups(deps.db, groups), bumpDirectoryVersion(deps.db)],
  };
}
