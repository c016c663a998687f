import { expect } from "vitest";
import { sql } from "drizzle-orm";
import { cards, inbound, jobs, tickets } from "../../db/schema/index.ts";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { SandboxMessage } from "../../src/sandbox/protocol.ts";
import { audit } from "../../src/store/audit.ts";
import type { Database } from "../../src/store/database.ts";
import { canonical } from "../../src/store/event-chain.ts";

/** Every message of the local Feishu, once. */
export function allMessages(sandbox: Sandbox): SandboxMessage[] {
  const { control } = sandbox;
  const found = new Map<string, SandboxMessage>();
  for (const { openId } of control.state().people)
    for (const { chatId } of control.chats(openId))
      for (const message of control.messages(openId, chatId, { limit: 100_000 }).messages)
        found.set(message.messageId, message);
  return [...found.values()];
}

/** No job waits, none was given up. */
export async function quiet(db: Database): Promise<boolean> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(jobs)
    .where(sql`state = 'waiting'`);
  return row?.n === 0;
}

/**
 * What must hold when all is quiet, whatever broke on the way: every message that was written has been worked off once, every
 * message that was to be sent is there once, every card shows what the desk believes it shows, and the audit is clean.
 */
export async function expectNothingLostOrDoubled(db: Database, sandbox: Sandbox): Promise<void> {
  const all = allMessages(sandbox);
  const said = all.filter((message) => message.from !== "bot");
  const arrived = await db
    .select()
    .from(inbound)
    .where(sql`kind = 'message'`);
  expect(arrived.length, "messages that arrived").toBe(said.length);
  expect(
    arrived.filter((row) => row.outcome === null).map((row) => row.eventKey),
    "messages nobody worked off",
  ).toEqual([]);

  const ended = await db.select({ kind: jobs.kind, state: jobs.state, lastError: jobs.lastError }).from(jobs);
  expect(
    ended.filter((job) => job.state !== "done"),
    "jobs that did not end",
  ).toEqual([]);
  const rows = await db.select().from(cards);
  const notices = ended.filter((job) => ["notice", "forward"].includes(job.kind)).length;
  const sent = all.filter((message) => message.from === "bot");
  // A card wanted anew before its last message was out is sent once, as it then is: fewer than wanted, never more.
  expect(sent.length, "messages of the bot").toBeLessThanOrEqual(sum(rows.map((row) => row.renewal)) + notices);
  expect(sent.length, "messages of the bot").toBeGreaterThanOrEqual(rows.length + notices);
  const asSent = sent.filter((message) => message.updateTime === message.createTime);
  const words = asSent.map((message) => `${message.chatId} ${canonical(message.content)}`);
  expect(
    words.filter((one, i) => words.indexOf(one) !== i),
    "messages sent twice",
  ).toEqual([]);

  const byId = new Map(all.map((message) => [message.messageId, message]));
  const versions = new Map((await db.select().from(tickets)).map((row) => [row.id, row.version]));
  for (const row of rows) {
    const shown = byId.get(row.messageId ?? "");
    expect(row.sentRenewal, `card of ${row.ticketId} at ${row.recipient}`).toBe(row.renewal);
    expect(
      row.shownHash,
      `${JSON.stringify(row)} of version ${versions.get(row.ticketId)} shows ${JSON.stringify(shown)}`,
    ).toBe(fingerprint(JSON.stringify(shown?.content)));
    expect(row.shownVersion).toBeLessThanOrEqual(versions.get(row.ticketId) ?? 0);
  }
  await audit(db, { onDifference: ({ about, what }) => expect.fail(`${about}: ${what}`) });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
