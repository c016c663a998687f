import { labels } from "./labels.ts";
import { reportLedger } from "./report-ledger.ts";

const { columns, noUnit } = reportLedger;

/** Columns and words of the mirror in a base; the names are those of the ledger, so that both read alike. */
export const mirror = {
  columns: {
    no: columns.no,
    title: columns.title,
    category: columns.category,
    unit: columns.unit,
    responsible: columns.responsible,
    stage: columns.stage,
    urgency: columns.urgency,
    openedAt: columns.openedAt,
    resolveDueAt: columns.resolveDueAt,
    closedAt: "结案时间",
    onTime: columns.onTime,
    rating: columns.rating,
    enterprise: columns.enterprise,
  },
  stage: labels.stageForStaff,
  urgency: labels.urgency,
  rating: labels.rating,
  inTime: "按时",
  late: "超期",
  noUnit,
};
