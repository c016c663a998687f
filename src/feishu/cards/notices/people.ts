import { texts } from "../../../texts/index.ts";
import { FIELDS, LINE_MAX } from "../../actions/fields.ts";
import { button, card, form, lineInput, paragraph, rows, select, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card, Colour } from "../types.ts";
import type { NoticeOf } from "./message.ts";
import { T } from "./message.ts";

const F = FIELDS;
const P = texts.forms.placeholder;

export function welcomeCard({ office, deskPhone, staff, dispatcher, commands, hint }: NoticeOf<"welcome">): Card {
  const help = commands.map((command) => texts.commands[command]).filter((line) => line !== "");
  const buttons = staff
    ? [
        button(texts.buttons.myTasks, { k: "show", what: "tasks" }, { type: "primary_filled" }),
        ...(dispatcher ? [button(texts.buttons.register, { k: "register", step: "open" })] : []),
      ]
    : [button(texts.buttons.myMatters, { k: "show", what: "matters" })];
  return card({ title: staff ? T.welcome.titleForStaff(office) : T.welcome.title(office), colour: "blue" }, [
    ...(hint === undefined ? [] : paragraph(T.welcome.hint(hint))),
    ...(staff
      ? paragraph(T.welcome.staff, dispatcher ? T.welcome.dispatcher : null)
      : [...paragraph(T.welcome.manager), ...small(...T.welcome.managerExamples.split("\n"))]),
    ...(staff ? small(...help) : []),
    ...small(staff ? null : T.welcome.emergency, deskPhone === "" ? null : T.welcome.phone(deskPhone)),
    ...rows(buttons),
  ]);
}

/** Asked of an unknown person only; what is already known is filled in. */
export function identityCard(notice: NoticeOf<"identity_form">): Card {
  const { ticketNo, name, enterprise, state } = notice;
  if (state === "asked")
    return card({ title: T.identity.askTitle, colour: "blue" }, [
      ...paragraph(T.identity.ask(ticketNo)),
      form(
        "form_identify",
        [
          lineInput(F.identify.name, { required: true, placeholder: P.identify_name, max: LINE_MAX, value: name }),
          lineInput(F.identify.enterprise, {
            required: true,
            placeholder: P.identify_enterprise,
            max: LINE_MAX,
            value: enterprise,
          }),
          lineInput(F.identify.phone, { required: true, placeholder: P.identify_phone, max: 20 }),
        ],
        { label: texts.buttons.send, action: { k: "identify" } },
      ),
      ...small(T.identity.purpose),
    ]);
  const words = {
    bound: { title: T.identity.boundTitle, text: T.identity.bound(name, enterprise), colour: "green" },
    waiting: { title: T.identity.waitingTitle, text: T.identity.waiting, colour: "blue" },
    rejected: { title: T.identity.rejectedTitle, text: T.identity.rejected, colour: "grey" },
  } satisfies Record<string, { title: string; text: string; colour: Colour }>;
  const { title, text, colour } = words[state];
  return card({ title, colour }, paragraph(text));
}

/** To dispatchers; the phone is shown whole, because they are to call it. */
export function claimCard(notice: NoticeOf<"identity_claim">): Card {
  const who = strong(
    T.claim.who(cut(oneLine(notice.name), 30), cut(oneLine(notice.enterprise), 60)),
    "",
    T.claim.phone(oneLine(notice.phone)),
    notice.external ? T.claim.external : null,
    notice.ticketNos.length === 0 ? null : T.claim.tickets(notice.ticketNos.slice(0, 10)),
  );
  if (notice.state !== "waiting") {
    const confirmed = notice.state === "confirmed";
    const title = confirmed ? T.claim.confirmed(notice.decidedBy) : T.claim.rejected(notice.decidedBy);
    return card({ title, colour: confirmed ? "green" : "grey" }, [who]);
  }
  const choices = notice.candidates.map(({ id, label }) => ({ value: id, label }));
  const reject = button(
    texts.buttons.rejectIdentity,
    { k: "claim", c: notice.claimId, d: "reject" },
    { type: choices.length === 0 ? "default" : "text" },
  );
  return card({ title: T.claim.title, colour: "orange" }, [
    who,
    ...(choices.length === 0
      ? paragraph(T.claim.noCandidates)
      : [
          form("form_claim", select(F.claim.enterprise, choices, { required: true, initial: choices[0]?.value }), {
            label: texts.buttons.confirmIdentity,
            action: { k: "claim", c: notice.claimId, d: "confirm" },
          }),
        ]),
    ...rows([reject]),
  ]);
}

/** A request that came by phone or visit; whoever registers it is its first responder (首问). */
export function registerCard(notice: NoticeOf<"register_form">): Card {
  if (notice.state === "done")
    return card({ title: T.register.done(notice.ticketNo), colour: "green" }, paragraph(T.register.doneHint));
  const enterprises = notice.enterprises.map(({ id, label }) => ({ value: id, label }));
  const categories = notice.categories.map(({ code, label }) => ({ value: code, label }));
  const channels = Object.entries(texts.forms.channel).map(([value, label]) => ({ value, label }));
  const most = 100;
  return card({ title: T.register.title, colour: "blue" }, [
    ...small(T.register.hint),
    form(
      "form_register",
      [
        ...select(F.register.channel, channels, { required: true, initial: "phone" }),
        ...select(F.register.enterprise, enterprises, { most }),
        ...(enterprises.length > most ? small(texts.forms.listCut(most)) : []),
        lineInput(F.register.enterpriseName, { placeholder: P.register_enterprise_name, max: LINE_MAX }),
        lineInput(F.register.name, { placeholder: P.register_name, max: LINE_MAX }),
        lineInput(F.register.phone, { required: true, placeholder: P.register_phone, max: 20 }),
        ...select(F.register.category, categories),
        {
          ...lineInput(F.register.text, { required: true, placeholder: P.register_text }),
          input_type: "multiline_text",
          rows: 4,
        },
      ],
      { label: texts.buttons.register, action: { k: "register", step: "send" } },
    ),
  ]);
}
