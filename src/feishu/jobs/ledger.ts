import type { Deps } from "../../deps.ts";
import { commit } from "../../desk/commit.ts";
import type { LedgerWish } from "../../desk/outgoing.ts";
import { filterOf, MOST_EXPORTED } from "../../desk/reports/ledger-export.ts";
import { countLedger, exportLedger } from "../../desk/reports/ledger.ts";
import type { ReportSaying } from "../../desk/reports/notice.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import { readScope } from "../../domain/stats/ledger-request.ts";
import type { JobDefinition, JobOutcome } from "../../jobs/job.ts";
import { runOne } from "../../jobs/runner.ts";
import { ledgerWorkbook } from "../../reports/workbook.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { texts } from "../../texts/index.ts";
import type { OutFile } from "../outbound/client.ts";
import type { ApiFailure } from "../outbound/failures.ts";
import { outcomeOf } from "../outbound/outcome.ts";
import { noticeJob } from "./notice.ts";

type NoFile = Extract<ReportSaying, { code: "export_not_yours" | "export_nothing" | "export_too_many" }>;

/**
 * 导出台账: makes the sheet, leaves the trace, uploads the file and sends it to who asked, in private. What was uploaded by a try
 * that failed later is never seen; the message's uuid is the job's, so a retry posts nothing twice.
 */
export const ledgerJob: JobDefinition = {
  kind: "ledger",
  async run(deps, job) {
    // Written by the desk's own commit.
    const wish = job.payload as LedgerWish;
    const file = await fileOf(deps, job, wish);
    if (!file.ok) return told(deps, job, wish, file.error);
    const uploaded = await deps.feishu.uploadFile(file.value);
    if (!uploaded.ok) return failed(deps, job, wish, uploaded.error);
    const message = { msgType: "file", content: { file_key: uploaded.value.fileKey } } as const;
    const sent = await deps.feishu.send({ type: "person", openId: wish.openId }, message, job.id);
    return sent.ok ? { type: "done" } : failed(deps, job, wish, sent.error);
  },
};

/** Role and reason are asked for once more: a role may have been taken away meanwhile. */
async function fileOf(deps: Deps, job: ClaimedJob, wish: LedgerWish): Promise<Result<OutFile, NoFile>> {
  const { db } = deps;
  const directory = await deps.directory.get(null);
  // Of the moment it was asked for, whichever try succeeds.
  const now = job.createdAt;
  const filter = filterOf(directory, wish.scope);
  const read = readScope(directory, wish.scope);
  if (filter === null || read === null) return fail({ code: "export_nothing" });
  // A card may have lain for days.
  const { tickets, imported } = await countLedger(db, directory, filter, { now, most: MOST_EXPORTED + 1 });
  if (tickets + imported > MOST_EXPORTED) return fail({ code: "export_too_many", most: MOST_EXPORTED });
  const { personId, reason } = wish;
  const rows = await exportLedger(db, directory, { id: job.id, personId, reason, filter, format: "xlsx", now });
  if (!rows.ok) return fail({ code: "export_not_yours" });
  const bytes = await ledgerWorkbook(db, directory, rows.value, { filter, now });
  const clock = { now, utcOffsetMinutes: directory.calendar.offsetMinutes };
  const part = { period: read.period, about: read.about?.name ?? null, state: wish.scope.state };
  return ok({ name: texts.reports.export.fileName(part, clock), bytes: new Uint8Array(bytes) });
}

/** Tried again as long as that may help; then he is told instead of left waiting. */
async function failed(deps: Deps, job: ClaimedJob, wish: LedgerWish, failure: ApiFailure): Promise<JobOutcome> {
  if (failure.kind === "not_permitted") return told(deps, job, wish, { code: "export_failed", why: "permission" });
  if (failure.kind === "file_too_large") return told(deps, job, wish, { code: "export_failed", why: "size" });
  const outcome = outcomeOf(failure, deps.clock.now());
  // Nobody waits for a sheet for days: he can ask for it again.
  const over = outcome.type === "give_up" || (outcome.type === "failing" && job.outageTries + 1 >= job.maxAttempts);
  if (!over || failure.kind === "recipient_gone") return outcome;
  return told(deps, job, wish, { code: "export_failed", why: "later" });
}

/** One sentence in place of the file, in the transaction that ends the job. */
async function told(deps: Deps, job: ClaimedJob, wish: LedgerWish, what: ReportSaying): Promise<JobOutcome> {
  deps.log.warn("ledger.not_sent", { job: job.id, outageTries: job.outageTries, reason: what.code });
  const committed = await commit(deps, {
    commandId: `told:${job.id}`,
    actor: { type: "system", job: "ledger" },
    now: deps.clock.now(),
    directory: await deps.directory.get(null),
    notices: [
      {
        recipient: { type: "person", openId: wish.openId },
        notice: { kind: "report_said", what },
        replyTo: null,
        replyToCardOf: null,
      },
    ],
    job,
  });
  if (committed.type === "committed")
    for (const { job: notice, ...known } of committed.ready)
      await runOne(deps, noticeJob, notice, { job: notice, ...known });
  return { type: "finished" };
}
