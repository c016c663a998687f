/** Feishu emoji_type names that matter at work, and what the page shows for them. */
const EMOJI: Record<string, string> = {
  OK: "👌",
  THUMBSUP: "👍",
  DONE: "✅",
  Get: "🫡",
  SMILE: "😊",
  HEART: "❤️",
  APPLAUSE: "👏",
  THANKS: "🙏",
  MUSCLE: "💪",
  FINGERHEART: "🫰",
  JIAYI: "➕",
  CRY: "😢",
  SOB: "😭",
  ANGRY: "😠",
  FACEPALM: "🤦",
  THINKING: "🤔",
  Typing: "⌨️",
  OnIt: "🫡",
  LGTM: "👌",
  FIREWORKS: "🎆",
  ROSE: "🌹",
  Alarm: "⏰",
  CheckMark: "✔️",
  CrossMark: "❌",
  StatusReading: "👀",
};

/** Reactions offered on a message, in the order of Feishu's quick bar. */
export const QUICK_REACTIONS = ["THUMBSUP", "OK", "DONE", "THANKS", "HEART"] as const;

/** The picture of an emoji_type, or its name in brackets as old clients print it. */
export function emojiFor(name: string): string {
  return EMOJI[name] ?? `[${name}]`;
}
