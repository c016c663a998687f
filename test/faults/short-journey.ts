import { sql } from "drizzle-orm";
import { cards, tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { SandboxMessage } from "../../src/sandbox/protocol.ts";
import type { Database } from "../../src/store/database.ts";
import { until } from "../support/clock.ts";
import { elementsOf } from "../support/people.ts";

/** What a journey is about, by the units that get it, so that no cadre has all the work; none can be taken for a relapse of the one before. */
const MATTERS = ["想办营业执照变更", "想招30个普工", "公司想办环评手续", "想申请用地扩建厂房", "想申请企业用电增容"];

export interface World {
  readonly db: Database;
  readonly sandbox: Sandbox;
}

const PATIENCE = 90_000;

/**
 * Message → accept → ask → supplement → resolve → mark, as stubborn as people are: whoever gets no answer, or sees that
 * nothing has changed, presses again.
 * @param index numbers the journey; its words appear nowhere else.
 */
export async function playShortJourney(world: World, managerId: string, index: number): Promise<void> {
  const { sandbox } = world;
  const mark = `第${index}号`;
  sandbox.control.say(managerId, `${mark}${MATTERS[index % MATTERS.length] ?? ""}`);
  const opened = await until(`${mark}: its ticket`, () => ticketAbout(world, mark), PATIENCE);
  const ticketId = opened.id;
  const workerId = await openIdOf(world, opened.offeredToId ?? opened.responsibleId);
  const press = (
    openId: string,
    label: string,
    done: (ticket: TicketState) => boolean,
    form?: Record<string, unknown>,
  ) => pressUntil(world, { ticketId, openId, label, form }, done);

  await press(workerId, "接收", (ticket) => ticket.stage !== "offered");
  await press(workerId, "请补充", (ticket) => ticket.materialsRequests === 1, { materials_list: `${mark}照片` });
  sandbox.control.say(managerId, `${mark}照片已经交到窗口了`);
  await until(`${mark}: more`, async () => (await ticketAt(world, ticketId)).stage === "in_progress", PATIENCE);
  await press(workerId, "办结", (ticket) => ticket.result !== null, { resolve_text: `${mark}已办好` });
  await press(managerId, "非常满意", (ticket) => ticket.stage === "closed");
}

interface Wanted {
  readonly ticketId: string;
  readonly openId: string;
  readonly label: string;
  readonly form?: Record<string, unknown> | undefined;
}

async function pressUntil(world: World, wanted: Wanted, done: (ticket: TicketState) => boolean): Promise<void> {
  await until(
    `${wanted.openId} to press ${wanted.label}`,
    async () => {
      if (done(await ticketAt(world, wanted.ticketId))) return true;
      const card = await cardOf(world, wanted);
      if (card === null) return false;
      // A form that is open already is sent; otherwise the button is pressed, which may open it.
      const submit = wanted.form === undefined ? undefined : elementsOf(card.content).find(isSubmit);
      const button = submit ?? elementsOf(card.content).find((element) => isButton(element, wanted.label));
      if (button === undefined) return false;
      const answered = await click(world, card, wanted, button);
      // Whoever gets no answer looks again a moment later; pressing without end would only lock the card (11310).
      if (!answered) await new Promise((resolve) => setTimeout(resolve, 300));
      return false;
    },
    PATIENCE,
  );
}

type Element = ReturnType<typeof elementsOf>[number];
const isSubmit = (element: Element): boolean => element.form_action_type === "submit";
const isButton = (element: Element, label: string): boolean =>
  element.tag === "button" && [label, "更多"].includes(element.text?.content ?? "");

async function click({ sandbox }: World, card: SandboxMessage, wanted: Wanted, button: Element): Promise<boolean> {
  const value = button.behaviors?.find((behavior) => behavior.type === "callback")?.value;
  const result = await sandbox.control.click({
    as: wanted.openId,
    messageId: card.messageId,
    action: {
      tag: "button",
      ...(value === undefined ? {} : { value }),
      ...(button.name === undefined ? {} : { name: button.name }),
      ...(isSubmit(button) ? { form_value: wanted.form, timezone: "Asia/Shanghai" } : {}),
    },
  });
  return result.ok;
}

async function ticketAbout({ db }: World, mark: string): Promise<TicketState | null> {
  const rows = await db
    .select()
    .from(tickets)
    .where(sql`state ->> '$.text' like ${`${mark}%`}`);
  if (rows.length > 1) throw new Error(`${mark} has ${rows.length} tickets`);
  return (rows[0]?.state as TicketState | undefined) ?? null;
}

async function ticketAt({ db }: World, id: string): Promise<TicketState> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(sql`id = ${id}`);
  if (row === undefined) throw new Error(`ticket ${id} is gone`);
  return row.state as TicketState;
}

/** The card a person has of a ticket, as he sees it now. */
async function cardOf({ db, sandbox }: World, wanted: Wanted): Promise<SandboxMessage | null> {
  const [row] = await db
    .select()
    .from(cards)
    .where(sql`ticket_id = ${wanted.ticketId} and recipient = ${wanted.openId}`);
  if (row === undefined || row.messageId === null) return null;
  const { messages } = sandbox.control.messages(wanted.openId, "bot", { limit: 100_000 });
  return messages.find((message) => message.messageId === row.messageId) ?? null;
}

async function openIdOf({ db }: World, personId: string): Promise<string> {
  const rows = await db.all<{ open_id: string }>(sql`select open_id from identities where person_id = ${personId}`);
  const openId = rows[0]?.open_id;
  if (openId === undefined) throw new Error(`${personId} has no platform identity`);
  return openId;
}
