import type { TicketView } from "../../desk/views/ticket-view.ts";
import { FANG, LANG } from "./town.ts";
import { at } from "./views.ts";

/** Parts of two other units: one open, one done. */
export const PARTS: TicketView["assists"] = [
  {
    unit: "规划建设和交通办公室",
    person: LANG,
    text: "请核实这段路的管线位置",
    dueBy: at("2026-11-25 17:30"),
    doneAt: null,
    result: "",
    cancelled: false,
    mine: true,
    headed: false,
  },
  {
    unit: "工业园区管理办公室",
    person: FANG,
    text: "请通知园区停电时段",
    dueBy: at("2026-11-24 17:30"),
    doneAt: at("2026-11-24 14:00"),
    result: "已通知12家企业",
    cancelled: false,
    mine: false,
    headed: false,
  },
];
