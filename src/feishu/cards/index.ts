export { errorCard, supersededCard, ticketCard } from "./ticket/card.ts";
export { noticeMessage } from "./notices/index.ts";
export type { Message, NoticeContext } from "./notices/message.ts";
export type { Card } from "./types.ts";
