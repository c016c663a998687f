import type { Deps } from "../../deps.ts";
import { campaignNotice } from "../../desk/campaigns/answer.ts";
import { endCampaign, mayRunCampaigns, startCampaign } from "../../desk/campaigns/manage.ts";
import type { CampaignProblem } from "../../desk/campaigns/notice.ts";
import { actorOf } from "../../desk/people/actor.ts";
import { versionOf } from "../../desk/tickets/act.ts";
import type { Campaign } from "../../domain/stats/campaign.ts";
import { campaignById } from "../../store/campaigns.ts";
import { directoryVersion } from "../../store/people.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { Press, PressHandler, Pressed } from "./press.ts";
import { answered } from "./press.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

async function asking(deps: Deps, press: Press) {
  const directory = await deps.directory.get(versionOf(await directoryVersion(deps.db)));
  return { directory, actor: actorOf(directory, press.openId), now: deps.clock.now() };
}

const refused = (why: CampaignProblem): Pressed => answered(toast("warning", texts.campaigns.problem[why]));

/** 看战报 in the list, 结束行动 on the card. */
export const pressCampaign: PressHandler<Of<"campaign">> = async (deps, press, action) => {
  const who = await asking(deps, press);
  if (!mayRunCampaigns(who.directory, who.actor)) return refused("not_allowed");
  if (action.d === "show") {
    const campaign = await campaignById(deps.db, action.id);
    if (campaign === null) return answered(toast("warning", texts.toasts.oldCardStaff));
    return shown(deps, who, campaign, {});
  }
  const ended = await endCampaign(deps, who, action.id);
  if (!ended.ok) return refused(ended.error);
  return shown(deps, who, ended.value, toast("success", texts.campaigns.ended));
};

/** 开始行动 on the 战报 of a campaign that was only said. */
export const startPressed: PressHandler<Of<"campaign_start">> = async (deps, press, action) => {
  const who = await asking(deps, press);
  const plan = { name: action.n, from: action.f, to: action.t, category: action.c, unitId: action.u };
  const started = await startCampaign(deps, who, plan);
  if (!started.ok) return refused(started.error);
  return shown(deps, who, started.value, toast("success", texts.campaigns.started));
};

async function shown(
  deps: Deps,
  { directory, actor, now }: Awaited<ReturnType<typeof asking>>,
  campaign: Campaign,
  answer: Parameters<typeof withCard>[0],
): Promise<Pressed> {
  const notice = await campaignNotice(deps.db, directory, { actor, campaign }, now);
  return answered(withCard(answer, await rendered(deps, notice)));
}
