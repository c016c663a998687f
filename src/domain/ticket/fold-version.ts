/**
 * Version of the rules by which events become what is stored of a ticket: state, parts, facts, reminders. Raised whenever they
 * change; a database whose states were folded by an older version is rebuilt once at the next start (desk/rebuild).
 */
export const FOLD_VERSION = 2;
