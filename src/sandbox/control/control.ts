import type {
  SandboxClick,
  SandboxClickResult,
  SandboxClockMove,
  SandboxFaults,
  SandboxSend,
  SandboxState,
  SandboxWire,
} from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { Outbox } from "../delivery/outbox.ts";
import type { Receivers } from "../delivery/receivers.ts";
import type { UrlVerification } from "../delivery/verify-url.ts";
import type { BotControl } from "./bot-control.ts";
import type { GroupOp, PersonOp } from "./town.ts";
import type { Upload } from "./upload.ts";
import { emptyPlatform } from "../core/platform.ts";
import { clickCard } from "../delivery/click.ts";
import { verifyUrl } from "../delivery/verify-url.ts";
import { markRead } from "../model/reads.ts";
import { actor, firstApp, knownChat } from "./actors.ts";
import { chatRows, messagesFor, stateOf } from "./look.ts";
import { nextOfficeMorning, nextWorkingDay } from "./office-time.ts";
import { react, speak, takeBack } from "./speak.ts";
import { changeGroup, changePerson, enterBot, tapMenu } from "./town.ts";
import { keepUpload } from "./upload.ts";

export interface ControlParts {
  platform: Platform;
  outbox: Outbox;
  receivers: Receivers;
  bot: BotControl;
}

/** What people and testers do; the HTTP API under `/sandbox/api` has the same operations. */
export const makeControl = ({ platform, outbox, receivers, bot }: ControlParts) => {
  /** The bot follows first, so that it does not take the retries now due for messages from the future. */
  const moved = async (): Promise<number> => {
    await bot.tick();
    outbox.poke();
    return platform.clock.now();
  };

  const moveClock = async (move: SandboxClockMove): Promise<number> => {
    const { clock } = platform;
    switch (move.op) {
      case "advance":
        clock.advance(move.ms);
        break;
      case "set":
        clock.set(move.to);
        break;
      case "nextOfficeMorning":
        clock.set(nextOfficeMorning(clock.now()));
        break;
      case "nextWorkingDay":
        clock.set(nextWorkingDay(clock.now()));
        break;
      case "nextDue": {
        const at = await bot.nextDue();
        if (at !== null && at > clock.now()) clock.set(at);
        break;
      }
      case "real":
        clock.real();
        break;
    }
    return moved();
  };

  return {
    send: (input: SandboxSend): { messageId: string; chatId: string } => speak(platform, input),
    /** Short form: a text to the bot, or to a chat. */
    say: (as: string, text: string, chat = "bot"): { messageId: string; chatId: string } =>
      speak(platform, { as, chat, type: "text", content: { text } }),
    /** Waits for the bot's answer or the platform's 3 s. @throws NotPossible when the client would not allow the click */
    click: (input: SandboxClick): Promise<SandboxClickResult> => clickCard(platform, receivers, input),
    upload: (input: Upload) => keepUpload(platform, input),
    recall: (as: string, messageId: string): void => takeBack(platform, as, messageId),
    react: (input: { as: string; messageId: string; emoji: string; remove?: boolean | undefined }): void =>
      react(platform, input),
    read: (as: string, chatId: string): void => markRead(platform, knownChat(platform, chatId), actor(platform, as)),
    menu: (as: string, eventKey: string): void => tapMenu(platform, as, eventKey),
    enter: (as: string): { chatId: string } => enterBot(platform, as),
    group: (op: GroupOp): { chatId: string } => changeGroup(platform, op),
    person: (op: PersonOp): { openId: string } => changePerson(platform, op),
    chats: (as: string) => chatRows(platform, as),
    messages: (as: string, chat = "bot", options: { before?: number; limit?: number } = {}) =>
      messagesFor(platform, as, chat, options),
    state: (): SandboxState => stateOf(platform, outbox, receivers),
    wire: (after = 0): SandboxWire[] => platform.wire.after(after),
    faults: (): SandboxFaults => platform.faults.all,
    setFaults: (change: Partial<SandboxFaults>): SandboxFaults => {
      const faults = platform.faults.set(change);
      outbox.poke();
      return faults;
    },
    moveClock,
    advance: (ms: number): Promise<number> => moveClock({ op: "advance", ms }),
    /** The handshake of saving the address in the console. */
    verifyUrl: (): Promise<UrlVerification> => {
      const app = firstApp(platform);
      const url = receivers.url(app.appId);
      return url === null
        ? Promise.resolve({ ok: false as const, problem: "no address is set" })
        : verifyUrl(platform, app, url);
    },
    /** Empties chats and wire; the town is as on the first day, and the bot is told. */
    reset: async (): Promise<void> => {
      outbox.clear();
      emptyPlatform(platform);
      platform.faults.set({ ...resetFaults, retryTimeScale: platform.faults.all.retryTimeScale });
      platform.hub.push({ type: "reset" });
      await bot.reset();
    },
    subscribe: platform.hub.subscribe.bind(platform.hub),
  };
};

const resetFaults: Omit<SandboxFaults, "retryTimeScale"> = {
  duplicateSameEvent: 0,
  duplicateNewEvent: 0,
  duplicateNewMessage: 0,
  reorder: 0,
  delayMs: 0,
  dropAnswer: 0,
  connectionRefused: 0,
  apiServerError: 0,
  apiRateLimited: 0,
  apiChatLimited: 0,
  apiTableLimited: 0,
  apiTableConflict: 0,
  apiTokenExpired: 0,
  apiTimeoutAfterSuccess: 0,
};

export type SandboxControl = ReturnType<typeof makeControl>;
