import type { Entry } from "./entry.ts";
import { extremeEntries } from "./extremes.ts";
import { formEntries } from "./forms.ts";
import { guideEntries } from "./guides.ts";
import { noticeEntries } from "./notices.ts";
import { reportEntries } from "./reports.ts";
import { ticketEntries } from "./tickets.ts";

/** Every card the product can send, in every state and mode, for the local Feishu's gallery and for the tests. */
export const galleryEntries = (): { group: string; title: string; card: Record<string, unknown> }[] => {
  const entries: Entry[] = [
    ...ticketEntries(),
    ...formEntries(),
    ...noticeEntries(),
    ...guideEntries(),
    ...reportEntries(),
    ...extremeEntries(),
  ];
  return entries.map(({ group, title, card }) => ({ group, title, card: { ...card } }));
};
