export { errorCard, goneCard, supersededCard, ticketCard } from "./ticket/card.ts";
export { noticeMessage } from "./notices/index.ts";
export type { Card } from "./types.ts";
