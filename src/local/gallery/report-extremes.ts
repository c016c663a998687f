import type { DigestView, ReportView } from "../../desk/reports/notice.ts";
import type { Figures } from "../../domain/stats/figures.ts";
import { HOSTILE } from "./extremes.ts";
import { FIGURES, around, digest, report } from "./report-views.ts";
import { at } from "./views.ts";

const NOTHING: Figures = {
  ...FIGURES,
  opened: 0,
  redo: { bad_mark: 0, not_solved: 0, relapse: 0, was_request: 0 },
  resolved: 0,
  otherwise: { refused: 0, withdrawn: 0, merged: 0, terminated: 0, not_request: 0 },
  inHandBefore: 0,
  inHandAfter: 0,
  accept: { of: 0, good: 0 },
  response: { of: 0, good: 0 },
  onTime: { of: 0, good: 0 },
  solution: { of: 0, good: 0 },
  satisfaction: { of: 0, good: 0 },
  marks: [0, 0, 0, 0, 0],
  unrated: 0,
  returned: 0,
  extended: 0,
  secondMaterials: 0,
  benefitFen: 0,
  hours: Array.from({ length: 24 }, () => 0),
};

/** Everything at once: many late, many sent back, nobody taking over. */
export const badDay = (): DigestView =>
  digest(
    {
      overdue: [
        ["自然资源所", 12, 41],
        ["规划建设和交通办公室", 9, 22],
        ["应急管理和生态环境办公室", 8, 16],
        ["公用事业服务站", 7, 9],
        ["人力资源和社会保障所", 5, 6],
        ["财税金融服务所", 3, 4],
        ["工业园区管理办公室", 2, 2],
        [null, 1, 0],
      ].map(([unit, count, mostDays]) => ({
        unit: unit as string | null,
        count: Number(count),
        mostDays: Number(mostDays),
      })),
    },
    {
      flow: {
        ...FIGURES,
        opened: 38,
        resolved: 3,
        redo: { bad_mark: 5, not_solved: 4, relapse: 2, was_request: 1 },
        satisfaction: { of: 9, good: 2 },
        unrated: 4,
      },
      inHand: 126,
      lights: { red: 47, yellow: 21, green: 44, grey: 14 },
      dueToday: 18,
      waiting: 9,
      parked: 5,
      unaccepted: 17,
      awaitingMark: 33,
      change: 35,
      newlyOverdue: 13,
    },
  );

/** A week of a holiday: nothing came in, nothing was counted, three are in hand. */
export const quietReport = (): ReportView =>
  report({
    ...around("week", "2026-10-03", 0),
    now: at("2026-10-08 08:32"),
    figures: { ...NOTHING, inHandBefore: 3, inHandAfter: 3 },
    averageDays: null,
    medianDays: null,
    units: [],
    smallUnits: 0,
    categories: [],
    topics: [],
    before: { opened: 0, resolved: 0 },
    agenda: [],
    agendaTotal: 0,
  });

export const longReport = (): ReportView => {
  const one = report();
  const long = one.units.slice(0, 1).map((line) => ({ ...line, name: HOSTILE }));
  return report({
    scope: HOSTILE,
    units: Array.from({ length: 30 }, () => long).flat(),
    categories: Array.from({ length: 30 }, () => long).flat(),
    topics: Array.from({ length: 5 }, () => ({ name: HOSTILE, enterprises: 999, tickets: 9999 })),
    agenda: one.agenda.map((item) => ({ ...item, title: HOSTILE, unit: HOSTILE })),
    agendaTotal: 99,
  });
};
