import { hasRole } from "../../domain/people/actor.ts";
import { mayExport } from "../reports/ledger.ts";
import type { Situation } from "./situation.ts";

/** Words that are commands when they are the whole message, and who may use them; one list for chat, menu and help. */
const COMMANDS = [
  { command: "help", for: "everyone", words: ["帮助", "help", "?", "?", "菜单", "怎么用"] },
  { command: "tasks", for: "staff", words: ["我的待办", "待办", "我的任务", "今天到期"] },
  { command: "matters", for: "requester", words: ["我的诉求", "我的工单", "我提的事", "查进度", "进度"] },
  { command: "register", for: "dispatcher", words: ["登记", "代报", "登记诉求", "电话登记"] },
  { command: "late", for: "supervisor", words: ["督办", "超期", "要过问的"] },
  { command: "campaigns", for: "supervisor", words: ["专项行动"] },
  { command: "quiet", for: "leader", words: ["免打扰", "不要提醒"] },
  { command: "loud", for: "leader", words: ["恢复提醒", "取消免打扰"] },
  { command: "leave", for: "staff", words: ["请假", "我要请假", "销假", "我销假"] },
  { command: "guides", for: "everyone", words: ["办事指南", "指南", "指南统计"] },
  { command: "learned", for: "dispatcher", words: ["学习记录"] },
  { command: "ledger", for: "exporter", words: ["导出台账"] },
] as const;

export type ChatCommand = (typeof COMMANDS)[number]["command"];

/** What a person may write, in the order help shows it; a command he may not use answers with this help. */
export function commandsFor({ directory, actor }: Pick<Situation, "directory" | "actor">): ChatCommand[] {
  const staff = actor.type === "person";
  const leader = hasRole(directory, actor, "leader");
  const dispatcher = hasRole(directory, actor, "dispatcher");
  const exporter = actor.type === "person" && mayExport(directory, actor.personId);
  const supervisor = leader || dispatcher;
  const may = { everyone: true, staff, requester: !staff, leader, dispatcher, supervisor, exporter };
  return COMMANDS.filter((entry) => may[entry.for]).map(({ command }) => command);
}

/** The command a whole message is, if any; case, spaces and closing punctuation do not count. */
export function commandOf(text: string): ChatCommand | null {
  const plain = text
    .trim()
    .replace(/[。.!!~~\s]+$/u, "")
    .toLowerCase();
  return COMMANDS.find(({ words }) => words.some((word) => word === plain))?.command ?? null;
}
