import type { LedgerExportView } from "../../../desk/reports/notice.ts";
import { REASON_MAX } from "../../../desk/reports/ledger-export.ts";
import { periodKey, periodOf } from "../../../domain/stats/period.ts";
import type { AskedPeriod } from "../../../domain/stats/question.ts";
import type { LedgerScope } from "../../../domain/stats/ledger-request.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { FIELDS } from "../../actions/fields.ts";
import type { CardAction } from "../../actions/codec.ts";
import { button, card, form, lineInput, panel, paragraph, small } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card, Panel } from "../types.ts";

const X = texts.reports.export;
const NAME_MAX = 16;

const action = (d: "ask" | "send", { period, about, state }: LedgerScope): CardAction => ({
  k: "ledger",
  d,
  ...(period === null ? {} : { p: period }),
  ...(about === null ? {} : { a: about }),
  ...(state === null ? {} : { s: state }),
});

/** 导出台账: one question, for the reason; nothing leaves the house without one. */
export function ledgerExportCard(given: LedgerExportView, clock: Clock): Card {
  const view = { ...given, about: given.about === null ? null : cut(oneLine(given.about), NAME_MAX) };
  const title = X.title(view, clock);
  if (view.state === "making") return card({ title, colour: "blue" }, paragraph(X.making));
  return card({ title, colour: "blue" }, [
    ...paragraph(X.count(view.rows, view.imported)),
    form(
      "form_ledger",
      [
        lineInput(FIELDS.ledger.reason, {
          required: true,
          placeholder: texts.forms.placeholder.ledger_reason,
          max: REASON_MAX,
        }),
      ],
      { label: X.submit, action: action("send", view.scope) },
    ),
    ...small(X.hint, X.again),
  ]);
}

/** Folded away on the boards of the whole town: its ledger of the board's period or, where it has none, of this year. */
export function ledgerPanel(period: Pick<AskedPeriod, "kind" | "from"> | null, clock: Clock): Panel[] {
  const zone = { offsetMinutes: clock.utcOffsetMinutes };
  const of = period ?? { kind: "year" as const, ...periodOf(zone, "year", clock.now) };
  const scope = { period: periodKey(zone, of), about: null, state: null };
  return panel(X.panel, [...small(X.panelHint), button(X.button, action("ask", scope))]);
}
