import type { TicketView } from "../../desk/views/ticket-view.ts";
import { FANG, HESUI, YOU } from "./town.ts";

/** UTC ms of a local minute, "2026-11-24 09:30". */
export const at = (local: string): number => Date.parse(`${local.replace(" ", "T")}:00+08:00`);

export const NOW = at("2026-11-24 09:12");

export const BASE: TicketView = {
  audience: "requester",
  now: NOW,
  utcOffsetMinutes: 480,
  ticketId: "019ab2f0-7c11-7d00-9a51-0242ac120002",
  no: "QF-20261124-0007",
  version: 1,
  stage: "offered",
  title: "纬二路停电，注塑机停产",
  text: "你好，我是禾穗食品的老苗。纬二路这边从昨天晚上八点开始停电，到现在还没来，注塑机全停了，麻烦尽快安排人看看。",
  place: "纬二路20号",
  categoryName: "供电",
  urgency: "high",
  channel: "p2p",
  light: "green",
  openedAt: at("2026-11-24 09:10"),
  acceptBy: at("2026-11-24 09:40"),
  contactBy: at("2026-11-24 10:30"),
  resolveBy: at("2026-11-26 17:30"),
  provisional: false,
  workingDaysLeft: 2,
  nextWorkingAt: null,
  deskPhone: "0000-8880102",
  firstContactAt: null,
  pausedSince: null,
  closedAt: null,
  closeReason: null,
  unitName: "公用事业服务站",
  firstResponder: FANG,
  responsible: FANG,
  offeredTo: YOU,
  assignee: null,
  requester: HESUI,
  chain: [],
  history: [
    { at: at("2026-11-24 09:10"), kind: "opened", by: null, text: "" },
    { at: at("2026-11-24 09:10"), kind: "offered", by: "房若水", text: "尤在渊" },
  ],
  attachments: { images: 2, files: 0, audios: 0, videos: 0 },
  materials: [],
  materialsRequests: 0,
  result: null,
  rateBy: null,
  lastRating: null,
  refusal: null,
  mergedIntoNo: null,
  approval: null,
  extension: null,
  parkedUntil: null,
  assists: [],
  supervisions: [],
  level: 0,
  termination: null,
  dismissal: null,
  returns: 0,
  redo: 0,
  urges: 0,
  actions: [],
};

export const view = (change: Partial<TicketView>): TicketView => ({ ...BASE, ...change });
