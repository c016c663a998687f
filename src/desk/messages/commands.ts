/** Words that are commands when they are the whole message; one list for chat, menu and help. */
export const COMMANDS = [
  { command: "help", words: ["帮助", "help", "?", "?", "菜单", "怎么用"] },
  { command: "tasks", words: ["我的待办", "待办", "我的任务", "今天到期"] },
  { command: "matters", words: ["我的诉求", "我的工单", "我提的事", "查进度", "进度"] },
  { command: "register", words: ["登记", "代报", "登记诉求", "电话登记"] },
  { command: "late", words: ["督办", "超期", "要过问的"] },
  { command: "quiet", words: ["免打扰", "不要提醒"] },
  { command: "loud", words: ["恢复提醒", "取消免打扰"] },
  { command: "leave", words: ["请假", "我要请假", "销假", "我销假"] },
  { command: "guides", words: ["办事指南", "指南", "指南统计"] },
  { command: "learned", words: ["学习记录"] },
] as const;

export type ChatCommand = (typeof COMMANDS)[number]["command"];

/** The command a whole message is, if any; case, spaces and closing punctuation do not count. */
export function commandOf(text: string): ChatCommand | null {
  const plain = text
    .trim()
    .replace(/[。.!!~~\s]+$/u, "")
    .toLowerCase();
  return COMMANDS.find(({ words }) => words.some((word) => word === plain))?.command ?? null;
}
