import type { JSX } from "preact";

/** Stroke paths on a 20 × 20 grid: the shell's own icons, and stand-ins for Feishu's `standard_icon` tokens. */
const PATHS: Record<string, string> = {
  chat: "M3 4h14v10H9l-4 3v-3H3z",
  time: "M10 3a7 7 0 1 0 .01 0M10 6v4l3 2",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1h-13zM8.5 17.5h3",
  warning: "M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.2v.3",
  check: "M4 10.5 8.5 15 16 6",
  file: "M5 2.5h7l3 3v12H5zM12 2.5v3h3M7.5 10h5M7.5 13h5",
  phone: "M5 3h3l1.5 4-2 1.5a9 9 0 0 0 4 4l1.5-2 4 1.5v3a2 2 0 0 1-2 2A13 13 0 0 1 3 5a2 2 0 0 1 2-2",
  person: "M10 10a3.5 3.5 0 1 0-.01 0M3.5 17.5a6.5 6.5 0 0 1 13 0",
  group: "M7.5 9.5a3 3 0 1 0-.01 0M2 17a5.5 5.5 0 0 1 11 0M13 4.5a3 3 0 0 1 0 5.5M15 12a5.5 5.5 0 0 1 3 5",
  location: "M10 18s6-5.5 6-10a6 6 0 0 0-12 0c0 4.5 6 10 6 10M10 10.200a2.2 2.2 0 1 0-.01 0",
  edit: "M4 13.500V16h2.500L16 6.5 13.5 4z",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  down: "m5 8 5 5 5-5",
  right: "m8 5 5 5-5 5",
  left: "m12 5-5 5 5 5",
  search: "M9 3.500a5.5 5.5 0 1 0 .01 0M13 13l4 4",
  link: "M8.5 11.500a3.5 3.5 0 0 0 5 0l2.5-2.500a3.5 3.5 0 0 0-5-5l-1 1M11.5 8.500a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1-1",
  calendar: "M3.5 5h13v12h-13zM3.5 8.500h13M7 3v3M13 3v3",
  info: "M10 3a7 7 0 1 0 .01 0M10 9v4.500M10 6.500v.3",
  close: "m5 5 10 10M15 5 5 15",
  send: "m3 10 14-7-4.5 14-3-6z",
  image: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 8h.01",
  mic: "M10 2.500a2.5 2.5 0 0 1 2.5 2.500v4a2.5 2.5 0 0 1-5 0V5A2.5 2.5 0 0 1 10 2.500M5 9a5 5 0 0 0 10 0M10 14v3.5",
  attach: "m16 9.5-6 6a4 4 0 0 1-5.6-5.600l6.5-6.500a2.6 2.6 0 0 1 3.7 3.700L8.2 13.500a1.2 1.2 0 0 1-1.8-1.800L12 6",
  at: "M10 7a3 3 0 1 0 .01 0M13 7v4.500a2 2 0 0 0 4 0V10a7 7 0 1 0-3 5.7",
  reply: "M8 5 3 9.5 8 14v-3c4 0 7 1 9 4-.5-5-3.5-8-9-8.500z",
  undo: "M4 8h8a4.5 4.5 0 0 1 0 9H8M7.5 4 4 8l3.5 3.5",
  smile: "M10 3a7 7 0 1 0 .01 0M7 12a3.5 3.5 0 0 0 6 0M7.5 8h.01M12.5 8h.01",
  play: "m6 4 10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  next: "m5 4 8 6-8 6zM15 4v12",
  reset: "M4 10a6 6 0 1 0 2-4.500M4 3v4h4",
  wire: "M3 6h9M9 3l3 3-3 3M17 14H8M11 11l-3 3 3 3",
  fault: "m11 2-6 9h4l-1 7 6-9h-4z",
  sun: "M10 6.500a3.5 3.5 0 1 0 .01 0M10 2v1.500M10 16.500V18M2 10h1.500M16.5 10H18M4.3 4.300l1 1M14.7 14.700l1 1M4.3 15.700l1-1M14.7 5.300l1-1",
  moon: "M16 12.500A7 7 0 0 1 7.5 4a7 7 0 1 0 8.5 8.5",
  plus: "M10 4v12M4 10h12",
  list: "M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  star: "m10 3 2.2 4.5 5 .7-3.6 3.5.9 5L10 14.3 5.5 16.700l.9-5L2.8 8.200l5-.7z",
  dot: "M10 7.500a2.5 2.5 0 1 0 .01 0",
};

/** Words that occur in Feishu's icon tokens, e.g. "alarm-clock_outlined", and the icon that stands for them. */
const TOKENS: [RegExp, string][] = [
  [/chat|message|comment|reply/u, "chat"],
  [/time|clock|history/u, "time"],
  [/alarm|bell|remind|urge/u, "bell"],
  [/warning|alert|error|report/u, "warning"],
  [/done|yes|check|resolve|succeed/u, "check"],
  [/calendar|date/u, "calendar"],
  [/call|phone/u, "phone"],
  [/group|members|team/u, "group"],
  [/member|person|contact|user|profile/u, "person"],
  [/local|map|location|pin/u, "location"],
  [/image|picture|photo/u, "image"],
  [/mic|voice|audio/u, "mic"],
  [/edit|sign/u, "edit"],
  [/more/u, "more"],
  [/down/u, "down"],
  [/right/u, "right"],
  [/search|find/u, "search"],
  [/link|share|forward/u, "link"],
  [/file|doc|form|list|todo|sheet/u, "file"],
  [/star|collect|like/u, "star"],
  [/undo|return/u, "undo"],
  [/reset|refresh/u, "reset"],
  [/add|plus/u, "plus"],
  [/close|no_/u, "close"],
  [/info|maybe|help|qa/u, "info"],
];

/** Name of the stand-in for a Feishu icon token. */
export function iconForToken(token: string): string {
  return TOKENS.find(([pattern]) => pattern.test(token))?.[1] ?? "dot";
}

/** Decorative by default: the words beside it carry the meaning. */
export function Icon({ name, size = 16, color }: { name: string; size?: number; color?: string }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" style={color ? { color } : {}}>
      <path d={PATHS[name] ?? PATHS["dot"]} />
    </svg>
  );
}
