import { buttons } from "./buttons.ts";
import { campaigns } from "./campaigns.ts";
import { commands } from "./commands.ts";
import { dates } from "./dates.ts";
import { forms } from "./forms.ts";
import { guides } from "./guides.ts";
import { labels } from "./labels.ts";
import { furtherLine, saying, ticketLine } from "./lines.ts";
import { lists } from "./lists.ts";
import { mirror } from "./mirror.ts";
import { notices } from "./notices.ts";
import { refusal } from "./refusals.ts";
import { reports } from "./reports.ts";
import { supervision } from "./supervision.ts";
import { ticket } from "./ticket.ts";
import { toasts } from "./toasts.ts";

/** Everything people read but the sheets of the office's own commands (`import-answers.ts`), which no Worker carries; in the language of the first office. Plain text: escaping is the renderer's. */
export const zhCN = {
  buttons,
  campaigns,
  commands,
  dates,
  forms,
  guides,
  labels,
  lists,
  mirror,
  notices,
  refusal,
  saying,
  reports,
  supervision,
  ticket,
  ticketLine,
  furtherLine,
  toasts,
};
