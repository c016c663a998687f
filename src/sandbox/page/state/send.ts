import type { SandboxClickResult, SandboxMessage } from "../../protocol.ts";
import type { CardAction } from "../cards/actions.ts";
import { api } from "./api.ts";
import { store } from "./app.ts";
import { encodeMentions } from "./mentions.ts";
import { groupOf, membersOf } from "./model.ts";
import { sampleFile } from "./samples.ts";
import { attempt, toast } from "./toast.ts";

export async function sendText(
  as: string,
  chatId: string,
  text: string,
  replyTo?: SandboxMessage | null,
): Promise<boolean> {
  const state = store.get();
  const inGroup = groupOf(state, chatId) !== undefined;
  const words = inGroup ? encodeMentions(text, state.town?.bot.name ?? "", membersOf(state, as, chatId)) : text;
  const reply = replyTo ? { replyTo: replyTo.messageId } : {};
  return attempt(as, () => api.send({ as, chat: chatId, type: "text", content: { text: words }, ...reply }));
}

export type FileKind = "image" | "file" | "audio" | "media";

export async function sendFile(as: string, chatId: string, kind: FileKind, file: File): Promise<boolean> {
  return attempt(as, async () => {
    const uploaded = await api.upload(as, kind, file);
    const duration = kind === "audio" || kind === "media" ? { duration: uploaded.duration ?? 5000 } : {};
    await api.send({ as, chat: chatId, type: kind, content: { ...uploaded, ...duration } });
  });
}

/** A made-up picture, file or voice message, for people who only want to see what happens. */
export async function sendSample(
  as: string,
  chatId: string,
  kind: "image" | "file" | "audio",
  name?: string,
): Promise<boolean> {
  return sendFile(as, chatId, kind, await sampleFile(kind, name));
}

/** Presses something on a card; the toast and the failure words are shown as the real client does. */
export async function clickCard(as: string, messageId: string, action: CardAction): Promise<SandboxClickResult | null> {
  let result: SandboxClickResult | null = null;
  await attempt(as, async () => {
    result = await api.click({ as, messageId, action });
    if (result.toast) toast(as, result.toast.type, result.toast.content);
    else if (!result.ok) toast(as, "error", `出错了，请稍后重试 code: ${result.code ?? 200341}`);
  });
  return result;
}
