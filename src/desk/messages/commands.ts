import { hasRole, personOf } from "../../domain/people/actor.ts";
import { mayExport } from "../reports/ledger.ts";
import type { Situation } from "./situation.ts";

/** Words that are commands when they are the whole message, and who may use them; one list for chat, menu and help. */
const COMMANDS = [
  { command: "help", for: "everyone", words: ["帮助", "help", "?", "？", "菜单", "怎么用"] },
  { command: "tasks", for: "staff", words: ["我的待办", "待办", "我的任务"] },
  { command: "due", for: "staff", words: ["今天到期", "今日到期", "今天要办的"] },
  { command: "unit", for: "head", words: ["本单位待办", "单位待办", "本部门待办", "本站待办", "本所待办"] },
  { command: "matters", for: "requester", words: ["我的诉求", "我的工单", "我提的事", "查进度", "进度"] },
  { command: "register", for: "dispatcher", words: ["登记", "代报", "登记诉求", "电话登记"] },
  { command: "late", for: "supervisor", words: ["督办", "要过问的"] },
  // Questions for figures are heard as sentences (domain/stats/question.ts); these are the ones help names.
  { command: "figures", for: "staff", words: ["看板", "三率", "超期"] },
  { command: "campaigns", for: "supervisor", words: ["专项行动"] },
  { command: "quiet", for: "leader", words: ["免打扰", "不要提醒"] },
  { command: "loud", for: "leader", words: ["恢复提醒", "取消免打扰"] },
  { command: "leave", for: "staff", words: ["请假", "我要请假"] },
  { command: "back", for: "staff", words: ["销假", "我销假"] },
  // Heard by number.ts, because it is never the same words.
  { command: "number", for: "staff", words: [] },
  { command: "guides", for: "everyone", words: ["办事指南", "指南", "指南统计"] },
  { command: "learned", for: "dispatcher", words: ["学习记录"] },
  { command: "ledger", for: "exporter", words: ["导出台账"] },
] as const;

export type ChatCommand = (typeof COMMANDS)[number]["command"];
/** Whom a command is for. */
export type CommandUser = (typeof COMMANDS)[number]["for"];

type Asker = Pick<Situation, "directory" | "actor">;

function users({ directory, actor }: Asker): Readonly<Record<CommandUser, boolean>> {
  const staff = actor.type === "person";
  const leader = hasRole(directory, actor, "leader");
  const dispatcher = hasRole(directory, actor, "dispatcher");
  return {
    everyone: true,
    staff,
    requester: !staff,
    leader,
    dispatcher,
    supervisor: leader || dispatcher,
    exporter: staff && mayExport(directory, actor.personId),
    head: unitsOf({ directory, actor }).length > 0,
  };
}

/** Units a person heads. */
export const unitsOf = ({ directory, actor }: Asker): string[] => {
  const person = personOf(directory, actor);
  return [...directory.units.values()].filter(({ headId }) => person !== null && headId === person.id).map((u) => u.id);
};

/** What a person may write, in the order help shows it. */
export function commandsFor(asker: Asker): ChatCommand[] {
  const may = users(asker);
  return COMMANDS.filter((entry) => may[entry.for]).map(({ command }) => command);
}

/** The command of that name: keys of the menu and of buttons are names of commands. */
export const namedCommand = (name: string): ChatCommand | null =>
  COMMANDS.find(({ command }) => command === name)?.command ?? null;

/** Whom a command he may not use is for; null = he may. One's own matters may be asked for by everybody. */
export function refusedTo(asker: Asker, command: ChatCommand): CommandUser | null {
  const entry = COMMANDS.find((one) => one.command === command);
  if (entry === undefined || entry.for === "requester") return null;
  return users(asker)[entry.for] ? null : entry.for;
}

/** The command a whole message is, if any; case, spaces and closing punctuation do not count. */
export function commandOf(text: string): ChatCommand | null {
  const plain = text
    .trim()
    .replace(/[。.!！~～\s]+$/u, "")
    .toLowerCase();
  return COMMANDS.find(({ words }) => (words as readonly string[]).includes(plain))?.command ?? null;
}
