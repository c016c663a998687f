import type { GuideView, PolicyView, PublicView } from "../../desk/guides/views.ts";
import type { MatterRow } from "../../desk/outgoing.ts";
import { HOSTILE } from "./extremes.ts";
import { YOU } from "./town.ts";
import { at } from "./views.ts";

export const FOOD: GuideView = {
  id: "G02",
  title: "食品经营许可",
  unit: "市场监督管理所",
  flow: ["网上申请", "材料审核", "现场核查", "发证"],
  applyAt: "镇便民服务中心2楼企业服务窗口",
  workingDays: 8,
  fee: "0",
  materials: ["申请书", "营业执照", "布局流程图", "食品安全制度", "健康证明"].map((name) => ({ name, copies: 1 })),
  supervisionPhone: "0000-8880112",
  contactPhone: "0000-8880109",
  basis: "示例：以县级公布的办事指南为准",
  validTo: "2026-12-31",
  version: 1,
};

/** As long as an office may write it, and as hostile. */
export const LONGEST: GuideView = {
  ...FOOD,
  title: HOSTILE,
  unit: HOSTILE,
  flow: Array.from({ length: 12 }, (_, i) => `第${i + 1}步 ${HOSTILE}`),
  applyAt: HOSTILE,
  fee: "按核定工程价，另收勘测费",
  materials: Array.from({ length: 30 }, (_, i) => ({ name: `第${i + 1}份材料 ${HOSTILE}`, copies: 2 })),
  basis: HOSTILE,
};

export const NO_FIGURES = { there: 0, shown: 0, missed: 0 };

export const REWARD: PolicyView = {
  id: "P01",
  title: "高新技术企业认定奖励",
  text: "首次认定为高新技术企业的，一次奖励10万元；到期重新认定的，奖励5万元。\n每年3月和9月在企业服务中心受理，带上高企证书复印件和开户信息就行。",
  source: "示例：云溪镇惠企政策汇编（2026年版）第3条",
  unit: "经济发展办公室",
  phone: "0000-8880102",
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
};
export const LONG_POLICY: PolicyView = {
  ...REWARD,
  title: HOSTILE,
  text: `${REWARD.text}\n`.repeat(60),
  source: HOSTILE,
  unit: HOSTILE,
};
export const ROOF: PublicView = {
  id: "tk_01jdgallery0000000000009",
  question: "租的厂房屋顶漏水，该谁来修",
  answer:
    "园区自己的厂房由园区管理办公室修，打电话后两个工作日内到场。个人出租的厂房先看租约，没写的可以请园区帮着协调房东。",
  unit: "工业园区管理办公室",
  phone: "0000-8880103",
  answeredOn: "2026-11-20",
  validTo: "2027-05-25",
};
export const LONG_ANSWER: PublicView = {
  ...ROOF,
  question: HOSTILE,
  answer: HOSTILE.repeat(20),
  unit: null,
  phone: "",
};

export const ROW: MatterRow = {
  ticketId: "tk_01jdgallery0000000000001",
  no: "QF-20261124-0007",
  title: "纬二路停电，注塑机停产",
  light: "green",
  stage: "in_progress",
  categoryName: "供电",
  responsible: YOU,
  resolveBy: at("2026-11-26 17:30"),
  provisional: false,
  workingDaysLeft: 2,
};
