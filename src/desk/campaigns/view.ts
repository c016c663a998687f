import { agendaOf } from "../../domain/stats/agenda.ts";
import type { AgendaReason } from "../../domain/stats/agenda.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Campaign, CampaignPlan } from "../../domain/stats/campaign.ts";
import { campaignEnd, daysOf, inCampaign } from "../../domain/stats/campaign.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import { holds } from "../../domain/stats/period.ts";
import { inScope, scopeName } from "../../domain/stats/scope.ts";
import type { Scope } from "../../domain/stats/scope.ts";
import { stillGood } from "../../store/campaigns.ts";
import type { Database } from "../../store/database.ts";
import { roundsIn } from "../../store/reports.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import { unitName } from "../reports/digest.ts";
import { periodView } from "../reports/period.ts";
import type { CampaignView } from "./notice.ts";

/** Items to touch that a card shows. */
const MOST_AGENDA = 3;
/** Nobody is asked to look back before (domain/ticket/verbs/look-back.ts). */
const LOOK_BACK_MS = 30 * 86_400_000;
/** What is late after this is no longer the campaign's matter. */
const STILL_ITS_OWN_MS = 14 * 86_400_000;

/**
 * The 战报 of a campaign, begun or only said: the same facts and rules as every other report, over its days and what counts
 * in it, with what is late or stuck now and what has come back since (002-24).
 */
export async function campaignView(
  db: Database,
  directory: Directory,
  wish: { readonly campaign: Campaign | CampaignPlan; readonly scope: Scope },
  now: number,
): Promise<CampaignView> {
  const { campaign, scope } = wish;
  const id = "id" in campaign ? campaign.id : null;
  const endedAt = "endedAt" in campaign ? campaign.endedAt : null;
  const period = { kind: "span" as const, from: campaign.from, to: campaignEnd({ to: campaign.to, endedAt }) };
  const rows = (await roundsIn(db, directory, { from: period.from, to: Math.max(period.to, now + 1) }))
    .filter(inScope(directory, scope))
    .filter(inCampaign(campaign));
  const agenda = now < period.to + STILL_ITS_OWN_MS ? agendaOf(directory.calendar, rows, now) : [];
  const shown = agenda.slice(0, MOST_AGENDA);
  const ids = shown.map(({ ticketId }) => ticketId);
  const titles = new Map(
    ids.length === 0 ? [] : toStored(await ticketsByIds(db, ids)).map(({ state }) => [state.id, state.title] as const),
  );
  const count = (reason: AgendaReason): number => agenda.filter((item) => item.reason === reason).length;
  const over = now >= period.to;
  return {
    ...periodView(directory, rows, { scope: scopeName(directory, scope), period, now }),
    id,
    plan: {
      name: campaign.name,
      from: campaign.from,
      to: campaign.to,
      category: campaign.category,
      unitId: campaign.unitId,
    },
    only:
      campaign.category === null
        ? unitName(directory, campaign.unitId)
        : (directory.categories.get(campaign.category)?.name ?? campaign.category),
    state: over ? "over" : now < period.from ? "ahead" : "running",
    endedEarly: endedAt !== null,
    day: Math.floor((Math.min(now, period.to - 1) - period.from) / 86_400_000) + 1,
    days: daysOf(campaign),
    late: {
      levelled: count("levelled"),
      overdue: count("overdue"),
      unconfirmed: count("unconfirmed"),
      parked: count("parked"),
      redo: count("redo"),
      waiting: count("waiting"),
    },
    agenda: shown.map(({ unitId, ...item }) => ({
      ...item,
      unit: unitName(directory, unitId),
      title: titles.get(item.ticketId) ?? item.no,
    })),
    lookBack: await lookBackOf(db, rows, period, now),
  };
}

/** Of the tickets with a result in the period: how many have come back, and how many were found still good. Null = too early to ask. */
async function lookBackOf(
  db: Database,
  rows: readonly RoundFacts[],
  period: { readonly from: number; readonly to: number },
  now: number,
): Promise<CampaignView["lookBack"]> {
  const solved = rows.filter((row) => holds(period, row.resolvedAt));
  if (!solved.some((row) => (row.resolvedAt ?? now) + LOOK_BACK_MS <= now)) return null;
  const ids = new Set(solved.map(({ ticketId }) => ticketId));
  const back = new Set(
    rows.filter((row) => row.cause === "relapse" && ids.has(row.ticketId)).map(({ ticketId }) => ticketId),
  );
  const good = await stillGood(
    db,
    [...ids].filter((id) => !back.has(id)),
  );
  return { solved: ids.size, stillGood: good.size, relapsed: back.size };
}
