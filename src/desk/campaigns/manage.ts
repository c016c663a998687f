import type { Actor } from "../../domain/people/actor.ts";
import { personOf } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Campaign, CampaignPlan } from "../../domain/stats/campaign.ts";
import { MOST_CAMPAIGNS, NAME_MAX, isPeriod } from "../../domain/stats/campaign.ts";
import { addCampaign, campaignById, campaignsSince, endCampaignRow } from "../../store/campaigns.ts";
import type { DeskDeps } from "../deps.ts";
import type { CampaignProblem } from "./notice.ts";

/** Who sees the whole town may see a campaign's figures, begin it and end it. */
export function mayRunCampaigns(directory: Directory, actor: Actor): boolean {
  const person = personOf(directory, actor);
  if (person === null || person.kind === "contact") return false;
  return person.roles.some((role) => role === "leader" || role === "dispatcher" || role === "admin");
}

interface Asking {
  readonly directory: Directory;
  readonly actor: Actor;
  readonly now: number;
}

/** Begins a campaign: from then on every bound group gets its weekly 战报, and a summary when it ends. */
export async function startCampaign(
  deps: Pick<DeskDeps, "db" | "ids">,
  { directory, actor, now }: Asking,
  plan: CampaignPlan,
): Promise<Result<Campaign, CampaignProblem>> {
  const person = personOf(directory, actor);
  if (person === null || !mayRunCampaigns(directory, actor)) return fail("not_allowed");
  const length = Array.from(plan.name.trim()).length;
  const known =
    (plan.unitId === null || directory.units.has(plan.unitId)) &&
    (plan.category === null || directory.categories.get(plan.category)?.confidential === false);
  if (length === 0 || length > NAME_MAX || !known || !isPeriod(directory, plan)) return fail("not_a_period");
  if (plan.to <= now) return fail("over");
  const others = await campaignsSince(deps.db, now);
  if (others.some(({ name }) => name === plan.name)) return fail("exists");
  if (others.length >= MOST_CAMPAIGNS) return fail("too_many");
  const { name, from, to, category, unitId } = plan;
  const campaign: Campaign = { id: deps.ids.next("cp"), name, from, to, category, unitId, endedAt: null };
  const added = await addCampaign(deps.db, { ...campaign, startedBy: person.id, startedAt: now });
  return added ? ok(campaign) : fail("exists");
}

/** Ends a campaign before its time; its summary goes out the next working morning. */
export async function endCampaign(
  deps: Pick<DeskDeps, "db">,
  { directory, actor, now }: Asking,
  id: string,
): Promise<Result<Campaign, CampaignProblem>> {
  const person = personOf(directory, actor);
  if (person === null || !mayRunCampaigns(directory, actor)) return fail("not_allowed");
  const ended = await endCampaignRow(deps.db, { id, by: person.id, at: now });
  const campaign = await campaignById(deps.db, id);
  return ended && campaign !== null ? ok(campaign) : fail("over");
}
