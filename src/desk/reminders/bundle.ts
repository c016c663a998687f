import type { NoticeWish, TicketLine } from "../outgoing.ts";
import type { Reminded } from "./reminded.ts";
import type { Reminding } from "./reminding.ts";

type Code = TicketLine["code"];
type Line = Reminding["lines"][number];

/** What a line says as well, of the same ticket to the same person; all else asks for an act of its own and stands beside it. */
const COVERS: Partial<Record<Code, readonly Code[]>> = {
  accept_asked: ["accept_overdue", "contact_overdue", "contact_held"],
  accept_overdue: ["contact_overdue", "escalate"],
  return_undecided: ["contact_overdue", "escalate"],
  contact_overdue: ["overdue"],
  due_soon: ["interim_due"],
  overdue: ["due_soon", "interim_due"],
  escalate: ["overdue", "due_soon"],
  confirm_late: ["confirm_due"],
};

/** News for the enterprise, each under its own card: nothing in a list for it to work through. */
const OUTSIDE: ReadonlySet<Code> = new Set<Code>(["pause_ending", "review_told", "overdue_told"]);

/** Of one person's lines those that say something of their own, each once. */
function telling(all: readonly Line[]): Line[] {
  const said = new Set<string>();
  return all.filter(({ ticketId, line }) => {
    const key = `${ticketId} ${JSON.stringify(line)}`;
    const about = all.filter((one) => one.ticketId === ticketId);
    if (said.has(key) || about.some((one) => COVERS[one.line.code]?.includes(line.code) === true)) return false;
    said.add(key);
    return true;
  });
}

/** A matter is one row, whatever is to be done about it; a draft is a matter of its own, with a card of its own. */
const matterOf = ({ ticketId, draft }: Line): string => `${ticketId} ${draft?.draftId ?? ""}`;

/** What has to be asked again when the message goes out late; a message holds as soon as one of its lines does. */
function remindedBy(lines: Reminding["lines"]): { readonly reminder?: Reminded } {
  const of = lines.flatMap((line) => line.of?.of ?? []);
  const drafts = lines.filter((line) => line.draft !== undefined);
  if (of.length === 0 && drafts.length === 0) return {};
  return { reminder: { of, drafts, holds: lines.some((line) => line.of?.holds !== false) } };
}

/** One line alone answers its card; several of one person come as one bundle (voice.md 9). */
export function bundled(lines: Reminding["lines"]): NoticeWish[] {
  return [...Map.groupBy(lines, ({ openId }) => openId)].flatMap(([openId, all]): NoticeWish[] => {
    const own = telling(all);
    const recipient = { type: "person", openId } as const;
    const [only] = own;
    if (own.length === 1 && only?.draft !== undefined)
      return [{ recipient, notice: only.draft, replyTo: null, replyToCardOf: null, ...remindedBy(all) }];
    if (own.length === 1 || own.every(({ line }) => OUTSIDE.has(line.code)))
      return own.map(({ ticketId, line }) => ({
        recipient,
        notice: { kind: "ticket_line", line },
        replyTo: null,
        replyToCardOf: ticketId,
        ...remindedBy(all.filter((one) => one.ticketId === ticketId)),
      }));
    const rows = [...Map.groupBy(own, matterOf).values()].flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : {
            ticketId: first.ticketId,
            line: first.line,
            ...(rest.length === 0 ? {} : { also: rest.map(({ line }) => line) }),
            ...(first.draft === undefined ? {} : { draftId: first.draft.draftId }),
          },
    );
    return [{ recipient, notice: { kind: "reminders", rows }, replyTo: null, replyToCardOf: null, ...remindedBy(all) }];
  });
}
