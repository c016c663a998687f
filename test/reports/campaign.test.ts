import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignView } from "../../src/desk/campaigns/view.ts";
import type { Campaign } from "../../src/domain/stats/campaign.ts";
import type { TicketEvent } from "../../src/domain/ticket/events.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { reportMessage } from "../../src/feishu/cards/reports/index.ts";
import { validateCard } from "../../src/sandbox/cards/validate.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { isResult, slowFigures } from "./slow-figures.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);
const year = simulateYear(directory, { from: day("2026-07-20"), until: NOW, tickets: 600, seed: 42 });
const histories = [...year.histories.values()];
const visible = ({ category }: TicketState): boolean => directory.categories.get(category ?? "")?.confidential !== true;
let base: FactsDatabase;

beforeAll(async () => {
  base = await factsDatabase(directory, year);
});
afterAll(() => base.close());

const campaign = (change: Partial<Campaign> = {}): Campaign => ({
  id: "cp_1",
  name: "护航开工",
  from: day("2026-08-15"),
  to: day("2026-11-01"),
  category: null,
  unitId: null,
  endedAt: null,
  ...change,
});
const town = { type: "town" } as const;
const viewOf = (one: Campaign, now = NOW) => campaignView(base.db, directory, { campaign: one, scope: town }, now);

/** What most tickets in hand at the end are of, so that something of it can be late. */
const busiest = (by: (ticket: TicketState) => string | null): string => {
  const counts = new Map<string, number>();
  const open = histories.map(replay).filter((ticket) => visible(ticket) && ticket.stage === "in_progress");
  for (const ticket of open) {
    const key = by(ticket);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
};
const category = busiest((ticket) => ticket.category);
const unitId = busiest((ticket) => ticket.unitId);

describe.each<[string, Campaign]>([
  ["all of it", campaign()],
  ["one category", campaign({ category, to: day("2026-12-20") })],
  ["one unit", campaign({ unitId, to: day("2026-12-20") })],
  ["ended early", campaign({ endedAt: Date.parse("2026-09-30T15:12:00+08:00") })],
  ["still running", campaign({ from: day("2026-10-20"), to: day("2026-12-25") })],
])("figures of a campaign, %s", (_name, one) => {
  const wanted = (unit: string | null, of: string | null): boolean =>
    (one.unitId === null || unit === one.unitId) && (one.category === null || of === one.category);
  const end = Math.min(one.to, one.endedAt ?? one.to);

  test("are those of the event log, and so is each week", async () => {
    const view = await viewOf(one);
    const slow = slowFigures(directory, histories, { from: one.from, to: end }, NOW, wanted);
    expect(slow.opened).toBeGreaterThan(10);
    expect(view.figures).toEqual(slow);
    for (const [i, step] of view.steps.entries()) {
      expect(step.from).toBe(one.from + i * 7 * 86_400_000);
      const week = slowFigures(
        directory,
        histories,
        { from: step.from, to: Math.min(step.from + 7 * 86_400_000, end) },
        NOW,
        wanted,
      );
      expect([step.opened, step.resolved]).toEqual([week.opened, week.resolved]);
    }
    const shown = Math.ceil((Math.min(end, NOW + 1) - one.from) / (7 * 86_400_000));
    expect(view.steps).toHaveLength(shown);
  });

  test("what is late or stuck now is what the tickets say, while it is still the campaign's matter", async () => {
    // Days later, without anything having happened: more is late.
    const now = end > NOW ? NOW + 12 * 86_400_000 : NOW;
    const view = await viewOf(one, now);
    const open = [...year.histories.values()]
      .map(replay)
      .filter(visible)
      .filter((ticket) => !["awaiting_rating"].includes(ticket.stage) && ticket.closedAt === null)
      .filter((ticket) => wanted(ticket.unitId, ticket.category));
    const late = open.filter(
      (ticket) => ticket.stage !== "parked" && ticket.pausedSince === null && now > ticket.deadlines.resolveBy,
    ).length;
    const parked = open.filter(({ stage }) => stage === "parked").length;
    const waiting = view.late.redo + view.late.waiting;
    if (now < end + 14 * 86_400_000) {
      expect(late + parked + waiting).toBeGreaterThan(0);
      expect(view.late).toMatchObject({ overdue: late, parked });
      expect(view.agenda).toHaveLength(Math.min(3, late + parked + waiting));
    } else expect(view).toMatchObject({ agenda: [], late: { overdue: 0, parked: 0, redo: 0, waiting: 0 } });
  });

  test("the card is one the platform takes, short enough, with the numbers in it", async () => {
    const view = await viewOf(one);
    for (const manage of [true, false]) {
      const message = reportMessage(
        { kind: "campaign", campaign: view, manage, groups: 2 },
        { now: NOW, utcOffsetMinutes: 480 },
      );
      if (message.msgType !== "interactive") throw new Error("no card");
      const text = JSON.stringify(message.content);
      expect(validateCard(message.content)).toEqual([]);
      expect(text.length).toBeLessThan(27 * 1024);
      expect(text).not.toMatch(/undefined|null,|NaN|\[object/);
      expect(text).toContain(`新收${view.figures.opened} 办结${view.figures.resolved}`);
      expect(text).toContain('"tag":"chart"');
      expect(text.includes("campaign_start") || text.includes('"d":"end"')).toBe(manage && view.state !== "over");
    }
  });
});

test("回头看 (002-24): still good, come back, not answered: the three make up what was solved", async () => {
  const one = campaign({ to: day("2026-10-15") });
  const inside = (at: number): boolean => at >= one.from && at < one.to;
  const solved = histories
    .filter((events) => visible(replay(events)))
    .filter((events) => events.some((event) => isResult(event) && inside(event.at)));
  const cameBack = (events: readonly TicketEvent[]): boolean =>
    events.some((event, i) => event.type === "reopened" && events[i - 1]?.type === "closed");
  const relapsed = solved.filter(cameBack);
  const good = solved.filter((events) => !cameBack(events)).filter((_, i) => i % 3 === 0);
  expect(relapsed.length).toBeGreaterThan(0);
  for (const events of [...good, ...relapsed.slice(0, 1)])
    await base.db.$client.execute({
      sql: `insert into ticket_events select ticket_id, seq + 1000, 'looked_back', ?, actor, '{}', content, content_hash, prev_hash, hash, command_id
            from ticket_events where ticket_id = ? and seq = 1`,
      args: [NOW - 1000, events[0]?.ticketId ?? ""],
    });
  const view = await viewOf(one);
  expect(view.lookBack).toEqual({ solved: solved.length, stillGood: good.length, relapsed: relapsed.length });
  // Before anybody has been asked there is nothing to say.
  expect((await viewOf(campaign({ from: day("2026-11-10"), to: day("2026-12-20") }))).lookBack).toBeNull();
});

test("a group of one unit sees its own part", async () => {
  const scope = { type: "units", unitIds: [unitId] } as const;
  const view = await campaignView(base.db, directory, { campaign: campaign(), scope }, NOW);
  const { from, to } = campaign();
  expect(view.figures).toEqual(slowFigures(directory, histories, { from, to }, NOW, (unit) => unit === unitId));
  expect(view.scope).toBe(directory.units.get(unitId)?.name);
});
