import type { Actor } from "../../domain/people/actor.ts";
import { personOf } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { LedgerScope } from "../../domain/stats/ledger-request.ts";
import { readScope } from "../../domain/stats/ledger-request.ts";
import type { Database } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import type { LedgerFilter } from "../../store/report-ledger.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import { versionOf } from "../tickets/act.ts";
import { countLedger, mayExport } from "./ledger.ts";
import type { LedgerExportView, ReportNotice } from "./notice.ts";

/**
 * Most tickets of one sheet into the chat. A Worker has 128 MiB of memory: so many rows of long texts take 60 of them (measured),
 * a second and a half, and make a file far below the platform's 30 MB (feishu.md 3.5).
 */
export const MOST_EXPORTED = 10_000;

/** Longest reason that is kept. */
export const REASON_MAX = 200;

/** A sheet somebody has given his reason for; made and sent by a job. */
export interface LedgerWish {
  readonly personId: string;
  readonly openId: string;
  readonly reason: string;
  readonly scope: LedgerScope;
}

/** The rows of a scope. Null = it names what does not exist (any more). */
export function filterOf(directory: Directory, scope: LedgerScope): LedgerFilter | null {
  const read = readScope(directory, scope);
  if (read === null) return null;
  const { period, about } = read;
  return {
    ...(period === null ? {} : { from: period.from, to: period.to }),
    ...(about?.type === "unit" ? { unitId: about.id } : {}),
    ...(about?.type === "category" ? { category: about.id } : {}),
    ...(about?.type === "enterprise" ? { enterpriseId: about.id } : {}),
    ...(about?.type === "text" ? { text: about.id } : {}),
    ...(scope.state === null ? {} : { state: scope.state }),
  };
}

function viewOf(
  directory: Directory,
  scope: LedgerScope,
  given: Pick<LedgerExportView, "rows" | "imported" | "state">,
): LedgerExportView | null {
  const read = readScope(directory, scope);
  return read === null ? null : { scope, period: read.period, about: read.about?.name ?? null, ...given };
}

/** What somebody who wants a sheet is shown: the question for his reason, or why there is none. */
export async function exportNotice(
  db: Database,
  directory: Directory,
  { actor, scope, now }: { readonly actor: Actor; readonly scope: LedgerScope; readonly now: number },
): Promise<ReportNotice> {
  const said = (code: "export_not_yours" | "export_nothing"): ReportNotice => ({ kind: "report_said", what: { code } });
  const person = personOf(directory, actor);
  if (person === null || !mayExport(directory, person.id)) return said("export_not_yours");
  const filter = filterOf(directory, scope);
  if (filter === null) return said("export_nothing");
  const { tickets, imported } = await countLedger(db, directory, filter, { now, most: MOST_EXPORTED + 1 });
  const rows = tickets + imported;
  if (rows === 0) return said("export_nothing");
  if (rows > MOST_EXPORTED) return { kind: "report_said", what: { code: "export_too_many", most: MOST_EXPORTED } };
  const view = viewOf(directory, scope, { rows, imported, state: "asked" });
  return view === null ? said("export_nothing") : { kind: "ledger_export", view };
}

/** repeated = this card has been sent before. */
export type LedgerRequested =
  | { readonly type: "done" | "repeated"; readonly view: LedgerExportView | null; readonly ready: readonly ReadyJob[] }
  | { readonly type: "refused"; readonly code: "not_allowed" | "reason_missing" };

/** The reason is given: the sheet is made by a job and sent to this person alone. Role and reason are asked for again there. */
export async function requestLedger(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  { scope, reason }: { readonly scope: LedgerScope; readonly reason: string },
): Promise<LedgerRequested> {
  const { directory, actor } = await whoAsks(deps, command.openId);
  if (actor.type !== "person" || !mayExport(directory, actor.personId)) return { type: "refused", code: "not_allowed" };
  if (reason.trim() === "") return { type: "refused", code: "reason_missing" };
  const wish: LedgerWish = {
    personId: actor.personId,
    openId: command.openId,
    reason: reason.trim().slice(0, REASON_MAX),
    scope,
  };
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now: deps.clock.now(),
    directory,
    ledgers: [wish],
  });
  const view = viewOf(directory, scope, { rows: 0, imported: 0, state: "making" });
  return committed.type === "committed"
    ? { type: "done", view, ready: committed.ready }
    : { type: "repeated", view, ready: [] };
}

/**
 * 导出台账 pressed on a board, which a group may be looking at: the question comes to the presser's own chat. `told` false = he
 * has been asked before by this very press.
 */
export async function offerLedger(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  scope: LedgerScope,
): Promise<{ readonly notice: ReportNotice; readonly ready: readonly ReadyJob[] }> {
  const { directory, actor } = await whoAsks(deps, command.openId);
  const now = deps.clock.now();
  const notice = await exportNotice(deps.db, directory, { actor, scope, now });
  if (notice.kind !== "ledger_export") return { notice, ready: [] };
  const recipient = { type: "person", openId: command.openId } as const;
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now,
    directory,
    notices: [{ recipient, notice, replyTo: null, replyToCardOf: null }],
  });
  return { notice, ready: committed.type === "committed" ? committed.ready : [] };
}

async function whoAsks(
  deps: DeskDeps,
  openId: string,
): Promise<{ readonly directory: Directory; readonly actor: Actor }> {
  const [version] = await deps.db.batch([directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  return { directory, actor: actorOf(directory, openId) };
}
