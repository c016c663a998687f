import type { Deps } from "../deps.ts";
import type { Statement } from "../store/database.ts";
import { addJob } from "../store/add-jobs.ts";

/** A card that goes to its recipient when the office is open, with nobody's press behind it. @param runAt UTC ms. */
export const cardLater = (
  { db, ids, clock }: Deps,
  { ticketId, recipient }: { readonly ticketId: string; readonly recipient: string },
  runAt: number,
): Statement =>
  addJob(db, {
    id: ids.next("job"),
    kind: "card",
    key: `card:${ticketId}:${recipient}`,
    serial: `to:${recipient}`,
    payload: { ticketId, recipient, holds: true },
    runAt,
    maxAttempts: 12,
    createdAt: clock.now(),
  });
