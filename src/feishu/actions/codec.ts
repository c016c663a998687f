import * as z from "zod";
import { LEDGER_STATES } from "../../domain/stats/ledger-request.ts";
import { TICKET_ACTIONS } from "../../desk/views/ticket-actions.ts";

/**
 * What a card control carries. In a form the submit button's `name` carries the same as text, because a submit button
 * may arrive without a value (feishu.md 2.3). `v` is the ticket version the card showed, `q` the key of
 * what it asked (domain/ticket/asked.ts).
 */
const ACTIONS = {
  /** Press on a ticket action: form actions open their form, the others act. */
  press: z.object({
    k: z.literal("press"),
    a: z.enum(TICKET_ACTIONS),
    t: z.string(),
    v: z.number(),
    level: z.number().optional(),
    q: z.string().optional(),
  }),
  /** A form on a ticket card was sent. */
  submit: z.object({
    k: z.literal("submit"),
    a: z.enum(TICKET_ACTIONS),
    t: z.string(),
    v: z.number(),
    level: z.number().optional(),
    q: z.string().optional(),
  }),
  /** 更多 / 返回. */
  mode: z.object({ k: z.literal("mode"), m: z.enum(["main", "more"]), t: z.string() }),
  /**
   * Answer to "which one do you mean?": `t` = a ticket, null = it is a new matter. `i` = the waiting inbound message. `done` = that
   * ticket is solved and has the words already: it is to go on. Key of the round (asked.ts).
   */
  choose: z.object({
    k: z.literal("choose"),
    i: z.string(),
    t: z.string().nullable(),
    done: z.string().optional(),
  }),
  /** Identity form of an unknown person; `confirm`/`reject` are the dispatcher's. */
  identify: z.object({ k: z.literal("identify") }),
  claim: z.object({ k: z.literal("claim"), c: z.string(), d: z.enum(["confirm", "reject"]) }),
  /** 登记: a request that came by phone or visit. */
  register: z.object({ k: z.literal("register"), step: z.enum(["open", "send"]) }),
  /** Lists and help: my tasks, my matters, help. */
  show: z.object({
    k: z.literal("show"),
    what: z.enum(["tasks", "due", "unit", "matters", "late", "found", "help"]),
    /** From 0; absent = the first. */
    page: z.number().optional(),
  }),
  /** Open one ticket's card from a list. */
  view: z.object({ k: z.literal("view"), t: z.string() }),
  /** Duty person confirms that an emergency has been taken in hand. */
  duty: z.object({ k: z.literal("duty"), t: z.string() }),
  /** Complaint about conduct: `ordinary` handles inbound `i` as a normal matter, `about` explains the protected way. */
  complaint: z.object({ k: z.literal("complaint"), i: z.string(), d: z.enum(["ordinary", "about"]) }),
  /** May be danger, says inbound `i`, which opened or joined ticket `t`: it is, or it is not. */
  danger: z.object({ k: z.literal("danger"), i: z.string(), t: z.string().nullable(), d: z.enum(["yes", "no"]) }),
  /** Several matters shown back: right, or not; `q` = kinds and ids of the answers beside them. */
  several: z.object({
    k: z.literal("several"),
    i: z.string(),
    d: z.enum(["right", "wrong"]),
    q: z.array(z.tuple([z.enum(["guide", "policy", "answer"]), z.string()])).optional(),
  }),
  /** "Is it a request at all?" about inbound `i`. */
  request: z.object({ k: z.literal("request"), i: z.string(), d: z.enum(["yes", "no"]) }),
  /** 回头看 answered on its own card: still fine, or it is back. */
  look_back: z.object({
    k: z.literal("look_back"),
    t: z.string(),
    d: z.enum(["ok", "relapse"]),
    q: z.string().optional(),
  }),
  /** "有人要求我打高分" in message `i` about ticket `t`: tell the leader, or not. */
  coerced: z.object({ k: z.literal("coerced"), t: z.string(), i: z.string(), d: z.enum(["tell", "no"]) }),
  /** 责任追究 draft `id`: the leader's word, or its card anew. */
  draft: z.object({ k: z.literal("draft"), id: z.string(), d: z.enum(["confirm", "reject", "show"]) }),
  /** 请假 (form sent) and 销假. */
  leave: z.object({ k: z.literal("leave"), step: z.enum(["open", "send", "end"]) }),
  /** A cadre's reply `i` on ticket `t`: to the enterprise, as an internal note, or nowhere. */
  relay: z.object({ k: z.literal("relay"), i: z.string(), t: z.string(), d: z.enum(["send", "keep", "drop"]) }),
  /** Question `i` and answer `g` of a kind (absent = a guide): show it, or have a person answer. */
  guide: z.object({
    k: z.literal("guide"),
    i: z.string(),
    g: z.string().nullable(),
    of: z.enum(["policy", "answer"]).optional(),
    d: z.enum(["show", "person"]),
  }),
  /** Questions of message `i` go to a person: those nothing answers, or all. */
  questions: z.object({ k: z.literal("questions"), i: z.string(), d: z.enum(["open", "all"]) }),
  /** A draft guide, or policy, `g` is published. */
  guide_publish: z.object({ k: z.literal("guide_publish"), g: z.string(), of: z.literal("policy").optional() }),
  /** Public answer `id` is taken back. */
  answer_back: z.object({ k: z.literal("answer_back"), id: z.string() }),
  /** 专项行动 `id`: its figures, or its end. */
  campaign: z.object({ k: z.literal("campaign"), id: z.string(), d: z.enum(["show", "end"]) }),
  /** A campaign that was said begins: name, first instant, instant after the last, category or unit. */
  campaign_start: z.object({
    k: z.literal("campaign_start"),
    n: z.string(),
    f: z.number(),
    t: z.number(),
    c: z.string().nullable(),
    u: z.string().nullable(),
  }),
  /** What was learned as `id` is taken back. */
  learned: z.object({ k: z.literal("learned"), id: z.string() }),
  /** 导出台账: `ask` = the reason is asked in the presser's own chat, `send` brings it; p, a and s are a LedgerScope. */
  ledger: z.object({
    k: z.literal("ledger"),
    d: z.enum(["ask", "send"]),
    p: z.string().optional(),
    a: z.string().optional(),
    s: z.enum(LEDGER_STATES).optional(),
  }),
} as const;

const ANY = z.discriminatedUnion(
  "k",
  Object.values(ACTIONS) as unknown as [typeof ACTIONS.press, typeof ACTIONS.submit],
);

export type CardAction = { [K in keyof typeof ACTIONS]: z.infer<(typeof ACTIONS)[K]> }[keyof typeof ACTIONS];

/** The `value` of a callback behaviour. */
export const encodeAction = (action: CardAction): CardAction => action;

/** The `name` of a form's submit button: at most 100 characters of ours, unique in the card. */
export const encodeActionName = (action: CardAction): string => `q:${JSON.stringify(action)}`;

/** From a click, value first, then the submit button's name. Null = not one of ours (an older or foreign card). */
export function decodeAction(click: { value?: unknown; name?: string | null }): CardAction | null {
  const fromValue = ANY.safeParse(click.value);
  if (fromValue.success) return fromValue.data;
  if (typeof click.name !== "string" || !click.name.startsWith("q:")) return null;
  try {
    const fromName = ANY.safeParse(JSON.parse(click.name.slice(2)));
    return fromName.success ? fromName.data : null;
  } catch {
    return null;
  }
}
