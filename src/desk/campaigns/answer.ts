import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Campaign, CampaignAsked, CampaignPlan } from "../../domain/stats/campaign.ts";
import { campaignEnd } from "../../domain/stats/campaign.ts";
import { allCampaigns, campaignByName } from "../../store/campaigns.ts";
import type { Database } from "../../store/database.ts";
import type { ReportNotice } from "../reports/notice.ts";
import { unitName } from "../reports/digest.ts";
import { mayRunCampaigns } from "./manage.ts";
import type { CampaignNotice, CampaignRow } from "./notice.ts";
import { campaignView } from "./view.ts";

/** Answers a message about campaigns; null = it may be, but no campaign has that name. */
export async function campaignAnswer(
  db: Database,
  directory: Directory,
  asking: { readonly actor: Actor; readonly asked: CampaignAsked },
  now: number,
): Promise<ReportNotice | null> {
  const { actor, asked } = asking;
  const sure = asked.type !== "named" || asked.sure;
  if (!mayRunCampaigns(directory, actor)) return sure ? { kind: "report_said", what: { code: "not_yours" } } : null;
  switch (asked.type) {
    case "list":
      return { kind: "campaigns", rows: (await allCampaigns(db)).map((one) => rowOf(directory, one, now)) };
    case "unclear":
      return { kind: "report_said", what: { code: "campaign_unclear", why: asked.why } };
    case "planned": {
      const known = await campaignByName(db, asked.plan.name);
      const same = known !== null && known.from === asked.plan.from && known.to === asked.plan.to;
      return campaignNotice(db, directory, { actor, campaign: same ? known : asked.plan }, now);
    }
    case "named": {
      const known = await campaignByName(db, asked.name);
      if (known === null)
        return sure ? { kind: "report_said", what: { code: "campaign_none", name: asked.name } } : null;
      return campaignNotice(db, directory, { actor, campaign: known }, now);
    }
  }
}

/** The card of a campaign for somebody who sees the whole town. */
export async function campaignNotice(
  db: Database,
  directory: Directory,
  wish: { readonly actor: Actor; readonly campaign: Campaign | CampaignPlan },
  now: number,
): Promise<CampaignNotice> {
  return {
    kind: "campaign",
    campaign: await campaignView(db, directory, { campaign: wish.campaign, scope: { type: "town" } }, now),
    manage: mayRunCampaigns(directory, wish.actor),
    groups: directory.settings.digestGroups?.length ?? 0,
  };
}

function rowOf(directory: Directory, campaign: Campaign, now: number): CampaignRow {
  const { id, name, from, category, unitId } = campaign;
  const to = campaignEnd(campaign);
  const only = category === null ? unitName(directory, unitId) : (directory.categories.get(category)?.name ?? category);
  return { id, name, from, to, only, state: now >= to ? "over" : now < from ? "ahead" : "running" };
}
