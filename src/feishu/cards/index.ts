export { errorCard, goneCard, supersededCard, ticketCard, ticketCardJson } from "./ticket/card.ts";
export { noticeMessage } from "./notices/index.ts";
export type { Card } from "./types.ts";
