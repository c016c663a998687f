import { buttons } from "./buttons.ts";
import { commands } from "./commands.ts";
import { dates } from "./dates.ts";
import { forms } from "./forms.ts";
import { guides } from "./guides.ts";
import { importAnswers } from "./import-answers.ts";
import { labels } from "./labels.ts";
import { saying, ticketLine } from "./lines.ts";
import { lists } from "./lists.ts";
import { notices } from "./notices.ts";
import { refusal } from "./refusals.ts";
import { reports } from "./reports.ts";
import { supervision } from "./supervision.ts";
import { ticket } from "./ticket.ts";
import { toasts } from "./toasts.ts";

/** Everything people read, in the language of the first office. Plain text: escaping is the renderer's. */
export const zhCN = {
  buttons,
  commands,
  dates,
  forms,
  guides,
  importAnswers,
  labels,
  lists,
  notices,
  refusal,
  saying,
  reports,
  supervision,
  ticket,
  ticketLine,
  toasts,
};
