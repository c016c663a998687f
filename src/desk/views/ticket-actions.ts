/** Everything a person can do to a ticket from a card; one list, so that buttons, dispatch and help cannot drift. */
export const TICKET_ACTIONS = [
  "accept",
  "return",
  "hand_over",
  "progress",
  "materials",
  "resolve",
  "supplement",
  "urge",
  "withdraw",
  "rate",
  "not_solved",
  "dispatch",
  "merge",
  "refuse",
  "extend",
  "park",
  "terminate",
  "assist",
  "assist_done",
  "approve",
  "deny",
  "unpark",
  "supervise",
  "supervise_reply",
  "level_up",
  "still_ok",
  "relapse",
] as const;

export type TicketAction = (typeof TICKET_ACTIONS)[number];

/** Actions that need words or choices first: a press opens a form on the card, the form's button does it. */
export const FORM_ACTIONS: readonly TicketAction[] = [
  "return",
  "hand_over",
  "progress",
  "materials",
  "resolve",
  "supplement",
  "withdraw",
  "not_solved",
  "dispatch",
  "merge",
  "refuse",
  "extend",
  "park",
  "terminate",
  "assist",
  "assist_done",
  "deny",
  "supervise",
  "supervise_reply",
  "level_up",
  "relapse",
];

export const isTicketAction = (value: unknown): value is TicketAction =>
  typeof value === "string" && (TICKET_ACTIONS as readonly string[]).includes(value);
