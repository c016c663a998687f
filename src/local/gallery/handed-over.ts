import type { TicketView } from "../../desk/views/ticket-view.ts";
import { LANG } from "./town.ts";
import { BASE, at } from "./views.ts";

/** Taken by whom it was offered to. */
export const TAKEN: TicketView["chain"][number] = {
  from: "房若水",
  to: "尤在渊",
  at: at("2026-11-24 09:10"),
  acceptedAt: at("2026-11-24 09:20"),
  takenBy: null,
  reason: "",
};

/** Let pass, taken by another than it was offered to, and given on with a word why. */
export const HANDED_OVER: Partial<TicketView> = {
  responsible: LANG,
  chain: [
    { from: "房若水", to: "郎清越", at: at("2026-11-24 09:10"), acceptedAt: null, takenBy: null, reason: "" },
    {
      from: "房若水",
      to: "麻向晚",
      at: at("2026-11-24 09:40"),
      acceptedAt: at("2026-11-24 09:45"),
      takenBy: "郎清越",
      reason: "",
    },
    {
      from: "郎清越",
      to: "尤在渊",
      at: at("2026-11-24 10:00"),
      acceptedAt: null,
      takenBy: null,
      reason: "要先修水管",
    },
  ],
  history: [
    ...BASE.history.slice(0, 1),
    { at: at("2026-11-24 09:10"), kind: "offered", by: "房若水", text: "郎清越" },
    { at: at("2026-11-24 09:40"), kind: "lapsed", by: "郎清越", text: "麻向晚" },
    { at: at("2026-11-24 09:45"), kind: "accepted", by: "郎清越", text: "" },
    { at: at("2026-11-24 10:00"), kind: "handed_over", by: "郎清越", text: "尤在渊", reason: "要先修水管" },
  ],
  now: at("2026-11-24 10:05"),
};
