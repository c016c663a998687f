import type { OfficeSettings } from "../../src/domain/people/directory.ts";

/** Settings of the fictional town 云溪镇; phones start with 140 so that no message can reach a person. */
export const SAMPLE_OFFICE: OfficeSettings = {
  name: "云溪镇企业服务中心",
  deskUnitId: "D02",
  dispatcherIds: ["C06", "C07", "C05"],
  deskPhone: "0000-8880102",
  disciplinePhone: "0000-8880112",
  dutyChatId: "oc_demo_duty",
  dutyPersonIds: ["C01", "C02", "C03"],
  closeUnratedAfterWorkingDays: 5,
  urgeCooldownMinutes: 60,
  confirmWithinWorkingDays: 2,
  headLeaderId: "L01",
  digestGroups: [
    {
      chatId: "oc_demo_daily",
      at: "08:30",
      scope: { type: "town" },
      reports: ["week", "month", "quarter", "half_year"],
    },
  ],
};

/** Groups of the town besides those of the enterprises. */
export const SAMPLE_GROUPS: readonly {
  readonly chatId: string;
  readonly name: string;
  readonly members: readonly string[];
}[] = [
  {
    chatId: "oc_demo_daily",
    name: "云溪镇企业服务日报群",
    members: ["L01", "L02", "L03", "C01", "C04", "C08", "C12", "C14", "C17", "C20", "C22", "C24", "C26", "C28", "C30"],
  },
  { chatId: "oc_demo_duty", name: "值班与应急群", members: ["L03", "C01", "C02", "C03"] },
];
