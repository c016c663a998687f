import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../../src/desk/reports/answer.ts";
import type { AnswerView, RankingView, ReportView } from "../../src/desk/reports/notice.ts";
import { decideObjection, objection } from "../../src/desk/reports/objections.ts";
import { rankingId } from "../../src/desk/reports/ranking.ts";
import type { Actor } from "../../src/domain/people/actor.ts";
import { averageDays, permille } from "../../src/domain/stats/derived.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import { isOpen } from "../../src/domain/ticket/state.ts";
import { questionOf } from "../../src/domain/stats/question.ts";
import { reportMessage } from "../../src/feishu/cards/reports/index.ts";
import { validateCard } from "../../src/sandbox/cards/validate.ts";
import { writeAll } from "../../src/store/database.ts";
import { objectionsOf } from "../../src/store/report-rankings.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { slowFigures } from "./slow-figures.ts";

const directory = sampleDirectory();
const { calendar } = directory;
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const year = simulateYear(directory, {
  from: Date.parse("2026-06-01T00:00:00+08:00"),
  until: NOW,
  tickets: 900,
  seed: 42,
});
const histories = [...year.histories.values()];
const clock = { now: NOW, utcOffsetMinutes: 480 };
let base: FactsDatabase;

beforeAll(async () => {
  base = await factsDatabase(directory, year);
});
afterAll(() => base.close());

const person = (id: string): Actor => ({ type: "person", personId: id, openId: `ou_${id}` });
const leader = person("L02");
const head = person(directory.units.get("D06")?.headId ?? "");
const firm: Actor = { type: "requester", openId: "ou_P-E01", personId: "P-E01" };

async function ask(actor: Actor, text: string) {
  const question = questionOf(calendar, text, NOW);
  if (question === null) throw new Error(`no question: ${text}`);
  const notice = await answerTo(base.db, directory, { actor, question }, NOW);
  const message = reportMessage(notice, clock);
  if (message.msgType === "interactive") {
    expect(validateCard(message.content)).toEqual([]);
    expect(JSON.stringify(message.content).length).toBeLessThan(27 * 1024);
    expect(JSON.stringify(message.content)).not.toMatch(/undefined|null|NaN|\[object/);
  }
  return { notice, question, words: JSON.stringify(message.content) };
}

const answerOf = ({ notice }: Awaited<ReturnType<typeof ask>>): AnswerView => {
  if (notice.kind !== "figures") throw new Error(notice.kind);
  return notice.answer;
};
const reportOf = ({ notice }: Awaited<ReturnType<typeof ask>>): ReportView => {
  if (notice.kind !== "report") throw new Error(notice.kind);
  return notice.report;
};
const rankingOf = ({ notice }: Awaited<ReturnType<typeof ask>>): RankingView => {
  if (notice.kind !== "ranking") throw new Error(notice.kind);
  return notice.ranking;
};

describe("a question in chat", () => {
  test("gives the same numbers as the report, and both those of the event log", async () => {
    const asked = await ask(leader, "上个月三率");
    const report = reportOf(await ask(leader, "月报"));
    const slow = slowFigures(directory, histories, asked.question.period, NOW);
    expect(answerOf(asked).figures).toEqual(slow);
    expect(report.figures).toEqual(slow);
    const rate = permille(slow.satisfaction) ?? 0;
    expect(asked.words).toContain(
      `满意率：${Math.floor(rate / 10)}.${rate % 10}%（${slow.satisfaction.good}/${slow.satisfaction.of}）`,
    );
    expect(report.averageDays).toBe(averageDays(calendar, slow.handledMinutes));
    const [before] = [
      slowFigures(
        directory,
        histories,
        { from: Date.parse("2026-09-01T00:00:00+08:00"), to: Date.parse("2026-10-01T00:00:00+08:00") },
        NOW,
      ),
    ];
    expect(report.before).toEqual({ opened: before.opened, resolved: before.resolved });
    expect(report.steps.reduce((sum, step) => sum + step.opened, 0)).toBe(slow.opened);
  });

  test("which unit is slowest is told with its days, its period and a chart", async () => {
    const { words, question, notice } = await ask(leader, "上个月哪个部门最慢");
    if (notice.kind !== "figures") throw new Error(notice.kind);
    const slow = [...directory.units.values()]
      .map((unit) => ({
        name: unit.name,
        figures: slowFigures(directory, histories, question.period, NOW, (id) => id === unit.id),
      }))
      .filter(({ figures: f }) => f.resolved >= 3)
      .map(({ name, figures: f }) => ({ name, days: averageDays(calendar, f.handledMinutes) ?? 0 }))
      .toSorted((a, b) => b.days - a.days);
    expect(slow.length).toBeGreaterThan(3);
    expect(words).toContain(`最慢的是${slow[0]?.name ?? ""}，平均${Math.floor((slow[0]?.days ?? 0) / 10)}.`);
    expect(words).toContain("2026年10月");
    expect(words).toContain('"tag":"chart"');
  });

  test("a firm is told its own matters only", async () => {
    const own = answerOf(await ask(firm, "我们公司今年提了几件"));
    const tickets = histories
      .map(replay)
      .filter((ticket) => ticket.requester.enterpriseId === "E01" && ticket.category !== "integrity");
    expect(tickets.length).toBeGreaterThan(10);
    expect(own.figures.opened).toBe(tickets.length);
    expect(own.inHand + own.awaitingMark).toBe(tickets.filter(isOpen).length);
    expect(own.scope).toBe("禾穗食品");
    expect((await ask(firm, "三率")).notice).toEqual({ kind: "report_said", what: { code: "not_yours" } });
  });

  test("a cadre is told about his own unit, a leader about the town", async () => {
    const own = answerOf(await ask(head, "今年收了几件"));
    const all = answerOf(await ask(leader, "今年收了几件"));
    expect(own.figures).toEqual(
      slowFigures(directory, histories, { from: own.from, to: own.to }, NOW, (id) => id === "D06"),
    );
    expect(own.figures.opened).toBeLessThan(all.figures.opened);
  });

  test.each(["看板", "超期的有哪些", "热点", "什么时候最忙", "周报", "上季度季报", "今年收了几件", "本月排队"])(
    "%s is a card the platform takes",
    async (text) => {
      await ask(leader, text);
    },
  );
});

describe("the quarterly ranking", () => {
  test("is by outcome with its formula, frozen when first shown", async () => {
    const first = rankingOf(await ask(leader, "出季度排队"));
    expect(first.rows.length).toBeGreaterThan(3);
    expect(first.version).toBe(1);
    const period = { from: first.from, to: first.to };
    for (const row of first.rows) {
      const id = [...directory.units.values()].find(({ name }) => name === row.unit)?.id;
      const slow = slowFigures(directory, histories, period, period.to, (unit) => unit === id);
      expect([row.onTime, row.solution, row.satisfaction]).toEqual([slow.onTime, slow.solution, slow.satisfaction]);
      expect(row.onTime.of).toBeGreaterThanOrEqual(3);
    }
    expect(first.rows.map(({ score }) => score)).toEqual(
      first.rows.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(first.projects.length).toBeGreaterThan(3);
    for (const row of first.projects) {
      const id = [...directory.projects.values()].find(({ name }) => name === row.project)?.id;
      const slow = slowFigures(directory, histories, period, period.to, (_unit, _category, project) => project === id);
      expect([row.onTime, row.solution, row.satisfaction]).toEqual([slow.onTime, slow.solution, slow.satisfaction]);
      expect(row.onTime.of).toBeGreaterThanOrEqual(3);
      expect(JSON.stringify(row), "nobody's leader is ranked").not.toMatch(/远致|望山|启新/);
    }
    await writeAll(base.db, [base.db.run("update ticket_facts set rating = 1 where rating is not null")]);
    expect(rankingOf(await ask(leader, "出季度排队"))).toMatchObject({ rows: first.rows, projects: first.projects });
    expect((await ask(leader, "出季度排队")).words).toContain("按时办结率×40%");
  });

  test("a head objects in time, a leader decides once, and the trail keeps every version", async () => {
    const before = rankingOf(await ask(leader, "出季度排队"));
    const objected = await objection(base.db, directory, { id: "ob_1", actor: head, text: "一件卡在省里", now: NOW });
    if (!objected.ok) throw new Error(objected.error);
    await writeAll(base.db, [objected.value.row]);
    expect(rankingOf(await ask(leader, "出季度排队")).openObjections).toBe(1);
    const late = { id: "ob_2", actor: head, text: "晚了", now: objected.value.until + 1 };
    expect(await objection(base.db, directory, late)).toEqual({ ok: false, error: "too_late" });
    const projectLead = { ...late, actor: person(directory.projects.get("P03")?.personId ?? ""), now: NOW };
    expect((await objection(base.db, directory, projectLead)).ok, "who leads a project may object too").toBe(true);
    expect(await objection(base.db, directory, { ...late, actor: person("C02"), now: NOW })).toEqual({
      ok: false,
      error: "not_allowed",
    });

    const question = questionOf(calendar, "出季度排队", NOW);
    const id = rankingId(directory, question?.period ?? { kind: "quarter", from: 0, to: 0 });
    const decision = { rankingId: id, objectionId: "ob_1", reason: "省里系统停机,属实", exclude: [], now: NOW + 1000 };
    expect(await decideObjection(base.db, directory, { ...decision, actor: head })).toEqual({
      ok: false,
      error: "not_allowed",
    });
    expect(await decideObjection(base.db, directory, { ...decision, actor: leader })).toEqual({
      ok: true,
      value: { version: 2 },
    });
    expect(await decideObjection(base.db, directory, { ...decision, actor: leader })).toEqual({
      ok: false,
      error: "decided",
    });
    const after = rankingOf(await ask(leader, "出季度排队"));
    expect(after.version).toBe(2);
    expect(after.corrections).toHaveLength(1);
    expect(after.objectionsUntil).toBe(before.objectionsUntil);
    expect((await objectionsOf(base.db, id))[0]?.state).toBe("granted");
  });

  test("a period that still runs is only looked at", async () => {
    const now = rankingOf(await ask(leader, "本季度排队"));
    expect(now.frozenAt).toBeNull();
    expect(now.version).toBe(0);
  });
});
