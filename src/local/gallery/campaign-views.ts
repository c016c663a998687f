import type { CampaignRow, CampaignView } from "../../desk/campaigns/notice.ts";
import { period, report } from "./report-views.ts";
import { at } from "./views.ts";

const DAY = 86_400_000;
const FROM = at("2026-03-01 00:00");
const TO = at("2026-05-01 00:00");

export const NONE_LATE: CampaignView["late"] = {
  levelled: 0,
  overdue: 0,
  unconfirmed: 0,
  parked: 0,
  redo: 0,
  waiting: 0,
};

/** A sample 战报, changed where an entry needs it. */
export const campaign = (
  change: Partial<CampaignView> = {},
  plan: Partial<CampaignView["plan"]> = {},
): CampaignView => ({
  ...period({ kind: "span", from: FROM, to: TO, now: at("2026-04-13 08:32") }),
  id: "cp_1",
  plan: { name: "护航开工", from: FROM, to: TO, category: null, unitId: null, ...plan },
  only: null,
  state: "running",
  endedEarly: false,
  day: 44,
  days: 61,
  steps: [9, 14, 17, 12, 11, 8, 5].map((opened, i) => ({
    from: FROM + i * 7 * DAY,
    opened,
    resolved: [3, 8, 12, 14, 11, 6, 4][i] ?? 0,
  })),
  late: { levelled: 1, overdue: 2, unconfirmed: 1, parked: 1, redo: 1, waiting: 3 },
  agenda: report().agenda,
  lookBack: null,
  ...change,
});

export const CAMPAIGN_ROWS: readonly CampaignRow[] = [
  { id: "cp_1", name: "护航开工", from: FROM, to: TO, only: null, state: "running" },
  {
    id: "cp_2",
    name: "百日攻坚",
    from: at("2026-05-05 00:00"),
    to: at("2026-08-13 00:00"),
    only: null,
    state: "ahead",
  },
  {
    id: "cp_3",
    name: "冬季保供电",
    from: at("2025-12-20 00:00"),
    to: at("2026-02-01 00:00"),
    only: "供电",
    state: "over",
  },
];
