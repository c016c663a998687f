import type { SandboxMessage, SandboxStoryStep } from "../../protocol.ts";
import { cardText, findPress } from "../cards/find.ts";
import type { Press } from "../cards/find.ts";
import { contentOf, messageText } from "../chat/content.ts";
import { api } from "../state/api.ts";
import { freshId, store } from "../state/app.ts";
import { openChat, setColumn, showChat } from "../state/chats.ts";
import { moveClock } from "../state/move-clock.ts";
import { BOT_CHAT, nameOf, personOf, realChatId, threadKey } from "../state/model.ts";
import type { Column, PageState } from "../state/model.ts";
import { clickCard, sendSample, sendText } from "../state/send.ts";
import { until } from "../state/store.ts";

const WAIT_MS = 20_000;
const PRESS_SHOWN_MS = 900;

export type Pause = (ms: number) => Promise<void>;

/** Plays one step of a story on the page, as a person would; throws words that say what did not happen. */
export async function runStep(step: SandboxStoryStep, pause: Pause): Promise<void> {
  const action = step.do;
  if (action.op === "clock") return moveClock(action.move);
  const column = await bringIntoView(step);
  const chatId = () => realChatId(store.get(), find(column.id)) ?? BOT_CHAT;
  switch (action.op) {
    case "look":
      return undefined;
    case "say":
      await type(column.id, action.text.replaceAll("@bot", `@${store.get().town?.bot.name ?? ""}`), pause);
      return must(await sendText(column.as, chatId(), action.text), "这句话没发出去");
    case "send":
      return must(await sendSample(column.as, chatId(), action.kind, action.fileName), "没发出去");
    case "menu":
      await api.menu(column.as, action.eventKey);
      return undefined;
    case "wait": {
      const met = await until(store, (state) => hasText(state, column, action.text), action.timeoutMs ?? WAIT_MS);
      return must(met, `没有等到“${action.text}”`);
    }
    case "click":
      return press(column, action.label, action.near, action.form, pause);
  }
}

/** Shows whose turn it is before anything happens. */
export async function look(step: SandboxStoryStep): Promise<void> {
  if (step.do.op !== "clock") await bringIntoView(step);
}

function must(ok: boolean, words: string): void {
  if (!ok) throw new Error(words);
}

function find(columnId: number): Column {
  const column = store.get().columns.find((one) => one.id === columnId);
  if (!column) throw new Error("这一列已经关闭");
  return column;
}

/** The column of the step's person, taken over from somebody of the same side when he has none; his chat open. */
async function bringIntoView(step: SandboxStoryStep): Promise<Column> {
  const state = store.get();
  const person = state.town?.people.find((one) => one.openId === step.as || one.name === step.as);
  if (!person) throw new Error(`故事里的“${step.as ?? ""}”不在这个镇`);
  const shown = state.columns.find((column) => column.as === person.openId);
  const column = shown ?? takeOver(state, person.openId, person.side);
  const index = store.get().columns.findIndex((one) => one.id === column.id);
  store.set((now) => ({ ...now, activeColumn: index }));
  const chatId = chatOf(state, step.chat);
  if (!shown) setColumn(column.id, (one) => ({ ...one, as: person.openId, chatId }));
  const now = find(column.id);
  if (realChatId(store.get(), now) !== realChatId(store.get(), { ...now, chatId })) await openChat(column.id, chatId);
  else await showChat(now);
  return find(column.id);
}

function takeOver(state: PageState, as: string, side: string): Column {
  const same = state.columns.find((column) => personOf(state, column.as)?.side === side) ?? state.columns.at(-1);
  if (same) return same;
  const column: Column = { id: freshId(), as, chatId: BOT_CHAT };
  store.set((now) => ({ ...now, columns: [...now.columns, column] }));
  return column;
}

function chatOf(state: PageState, chat: string | undefined): string {
  if (chat === undefined || chat === BOT_CHAT) return BOT_CHAT;
  const group = state.town?.groups.find((one) => one.chatId === chat || one.name === chat);
  if (!group) throw new Error(`没有“${chat}”这个群`);
  return group.chatId;
}

/** Typing that the eye can follow, never longer than a second and a half. */
async function type(columnId: number, text: string, pause: Pause): Promise<void> {
  const chars = Array.from(text);
  const stride = Math.max(1, Math.ceil(chars.length / 30));
  for (let end = stride; end < chars.length + stride; end += stride) {
    const words = chars.slice(0, end).join("");
    store.set((state) => ({ ...state, drafts: { ...state.drafts, [columnId]: words } }));
    await pause(45);
  }
  await pause(250);
  store.set((state) => ({ ...state, drafts: { ...state.drafts, [columnId]: "" } }));
}

function messagesOf(state: PageState, column: Column): readonly SandboxMessage[] {
  const now = state.columns.find((one) => one.id === column.id) ?? column;
  return state.threads[threadKey(column.as, realChatId(state, now) ?? BOT_CHAT)]?.messages ?? [];
}

function hasText(state: PageState, column: Column, text: string): boolean {
  return messagesOf(state, column).some((message) => messageText(message, (id) => nameOf(state, id)).includes(text));
}

type Found = Press & { message: SandboxMessage };

function findButton(
  state: PageState,
  column: Column,
  label: string,
  near: string | undefined,
  form: Fill,
): Found | null {
  for (const message of messagesOf(state, column).toReversed()) {
    if (message.type !== "interactive" || message.recalled) continue;
    const card = contentOf(message);
    if (near !== undefined && !cardText(card, (id) => nameOf(state, id)).includes(near)) continue;
    const press = findPress(card, label, form);
    if (press) return { ...press, message };
  }
  return null;
}

type Fill = Record<string, string | boolean | string[]> | undefined;

async function press(column: Column, label: string, near: string | undefined, form: Fill, pause: Pause): Promise<void> {
  await until(store, (state) => findButton(state, column, label, near, form) !== null, WAIT_MS);
  const found = findButton(store.get(), column, label, near, form);
  if (!found) throw new Error(`没有找到“${label}”按钮`);
  const { messageId } = found.message;
  document
    .querySelector(`[data-as="${column.as}"] [data-message="${messageId}"]`)
    ?.scrollIntoView({ block: "nearest" });
  store.set((state) => ({ ...state, pressed: { messageId, label } }));
  await pause(PRESS_SHOWN_MS);
  try {
    const result = await clickCard(column.as, messageId, found.action);
    must(result !== null && result.ok, `点“${label}”没有成功`);
  } finally {
    store.set((state) => ({ ...state, pressed: null }));
  }
}
