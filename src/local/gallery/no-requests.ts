import type { TicketView } from "../../desk/views/ticket-view.ts";
import { at } from "./views.ts";

/** Nobody has to do anything any more. */
const ended = <S extends "not_request">(stage: S) => ({
  stage,
  closeReason: stage,
  closedAt: at("2026-11-24 09:20"),
  now: at("2026-11-24 09:25"),
  light: "grey" as const,
  urgency: "normal" as const,
  place: null,
  offeredTo: null,
  attachments: { images: 0, files: 0, audios: 0, videos: 0 },
});

/** 非诉求, one of each kind. */
export const NO_REQUESTS = {
  merged: {
    stage: "merged",
    closeReason: "merged",
    closedAt: at("2026-11-24 09:30"),
    light: "grey",
    mergedIntoNo: "QF-20261123-0003",
  },
  dismissed: {
    ...ended("not_request"),
    title: "公司喜迎周年庆，全场办公家具五折",
    text: "公司喜迎周年庆，全场办公家具五折，详情加微信。",
    dismissal: { kind: "advert", text: "" },
  },
  answered: {
    ...ended("not_request"),
    title: "高企申报几月份受理",
    text: "请问高企申报几月份受理？",
    dismissal: { kind: "answered", text: "每年3月和9月受理，带高企证书复印件到企业服务中心。" },
  },
  greeted: {
    ...ended("not_request"),
    title: "祝大家冬至快乐",
    text: "祝大家冬至快乐",
    dismissal: { kind: "greeting", text: "" },
  },
  tested: {
    ...ended("not_request"),
    title: "测试一下能不能收到",
    text: "测试一下能不能收到",
    dismissal: { kind: "test", text: "" },
  },
} satisfies Record<string, Partial<TicketView>>;
