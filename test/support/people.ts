import type { SandboxControl } from "../../src/sandbox/index.ts";
import type { SandboxClickResult, SandboxMessage } from "../../src/sandbox/protocol.ts";

interface Element {
  readonly tag?: string;
  readonly name?: string;
  readonly content?: string;
  readonly text?: { readonly content?: string };
  readonly behaviors?: readonly { readonly type: string; readonly value?: Record<string, unknown> }[];
  readonly form_action_type?: string;
  readonly options?: readonly { readonly text: { readonly content: string }; readonly value: string }[];
  readonly [key: string]: unknown;
}

/** Every element of a card, depth first. */
export function elementsOf(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== "object" || node === null) return [];
  const own = "tag" in node ? [node as Element] : [];
  return [...own, ...Object.values(node).flatMap(elementsOf)];
}

/** All words of a card or text message, entities decoded, one line each: what a person reads. */
export function wordsOf(message: SandboxMessage): string {
  if (message.type !== "interactive")
    return (message.content as { text?: string }).text ?? JSON.stringify(message.content);
  return elementsOf(message.content)
    .flatMap((element) => [element.content, element.tag === "button" ? `[${element.text?.content ?? ""}]` : undefined])
    .filter((text) => text !== undefined)
    .join("\n")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/<\/?font[^>]*>/g, "");
}

export interface Press {
  /** Which card, by words on it; default the newest with such a button. */
  readonly on?: string | RegExp;
  /** Values of the form, by field name. */
  readonly form?: Record<string, unknown>;
}

/** A person of the town at his phone: writes, reads, presses what he sees. */
export function personAt(control: SandboxControl, openId: string, settle: () => Promise<void>) {
  const messages = (chat = "bot"): SandboxMessage[] => {
    try {
      return [...control.messages(openId, chat, { limit: 200 }).messages];
    } catch {
      // No chat with the bot yet.
      return [];
    }
  };
  const cards = (chat = "bot"): SandboxMessage[] =>
    messages(chat).filter((m) => m.type === "interactive" && m.from === "bot" && !m.recalled);

  const self = {
    openId,
    messages,
    cards,
    /** Words of the newest card that matches. @throws when there is none. */
    card(match: string | RegExp, chat = "bot"): string {
      const found = cards(chat).findLast((m) => matches(wordsOf(m), match));
      if (found === undefined)
        throw new Error(`${openId} sees no card with ${String(match)}; he sees:\n${self.sees(chat)}`);
      return wordsOf(found);
    },
    sees: (chat = "bot"): string =>
      messages(chat)
        .map((m) => `— ${m.from === "bot" ? "bot" : "me"}: ${wordsOf(m)}`)
        .join("\n"),
    async say(text: string, chat = "bot"): Promise<void> {
      control.say(openId, text, chat);
      await settle();
    },
    /** Sends a picture without a word. @returns its key. */
    async sendPicture(): Promise<string> {
      const { imageKey } = control.upload({
        as: openId,
        kind: "image",
        fileName: "a.png",
        mime: "image/png",
        bytes: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]),
      });
      control.send({ as: openId, chat: "bot", type: "image", content: { imageKey } });
      await settle();
      return imageKey ?? "";
    },
    /**
     * Presses a button by its label on the newest card that has it (and matches `on`), behind 更多 when it is folded away, as a
     * person would.
     */
    async press(label: string, { on, form }: Press = {}, chat = "bot"): Promise<SandboxClickResult> {
      const find = (wanted: string) =>
        cards(chat).findLast((m) => buttonOf(m, wanted) !== undefined && (on === undefined || matches(wordsOf(m), on)));
      const shown = find(label);
      const more = shown === undefined ? find("更多") : undefined;
      if (more !== undefined)
        await control.click({ as: openId, messageId: more.messageId, action: actionOf(buttonOf(more, "更多") ?? {}) });
      const card = shown ?? find(label);
      const button = card === undefined ? undefined : buttonOf(card, label);
      if (card === undefined || button === undefined)
        throw new Error(`${openId} sees no button [${label}]; he sees:\n${self.sees(chat)}`);
      const result = await control.click({ as: openId, messageId: card.messageId, action: actionOf(button, form) });
      await settle();
      return result;
    },
    /** Fills in the open form (on the newest card that has one) and sends it. */
    async submit(form: Record<string, unknown>, chat = "bot"): Promise<SandboxClickResult> {
      return await self.filled(form, chat)();
    },
    /** The open form, filled in; what comes back sends it, whatever has become of its card by then. */
    filled(form: Record<string, unknown>, chat = "bot"): () => Promise<SandboxClickResult> {
      const card = cards(chat).findLast((m) => submitOf(m) !== undefined);
      const submit = card === undefined ? undefined : submitOf(card);
      if (card === undefined || submit === undefined)
        throw new Error(`${openId} sees no form; he sees:\n${self.sees(chat)}`);
      return async () => {
        const result = await control.click({ as: openId, messageId: card.messageId, action: actionOf(submit, form) });
        await settle();
        return result;
      };
    },
    /** The click without waiting for what follows, to press at once with somebody else. */
    click(label: string, chat = "bot"): Promise<SandboxClickResult> {
      const card = cards(chat).findLast((m) => buttonOf(m, label) !== undefined);
      const button = card === undefined ? undefined : buttonOf(card, label);
      if (card === undefined || button === undefined) throw new Error(`${openId} sees no button [${label}]`);
      return control.click({ as: openId, messageId: card.messageId, action: actionOf(button) });
    },
  };
  return self;
}

export type PersonAtPhone = ReturnType<typeof personAt>;

const matches = (text: string, match: string | RegExp): boolean =>
  typeof match === "string" ? text.includes(match) : match.test(text);

const submitOf = (message: SandboxMessage): Element | undefined =>
  elementsOf(message.content).find((element) => element.form_action_type === "submit");

const buttonOf = (message: SandboxMessage, label: string): Element | undefined =>
  elementsOf(message.content).find((element) => element.tag === "button" && element.text?.content === label);

function actionOf(button: Element, form?: Record<string, unknown>): Record<string, unknown> {
  const value = button.behaviors?.find((behavior) => behavior.type === "callback")?.value;
  return {
    tag: "button",
    ...(value === undefined ? {} : { value }),
    ...(button.name === undefined ? {} : { name: button.name }),
    ...(button.form_action_type === "submit" ? { form_value: form ?? {}, timezone: "Asia/Shanghai" } : {}),
  };
}
