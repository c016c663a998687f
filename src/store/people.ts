import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { conversations, identities, identityClaims, people, rota, settings } from "../../db/schema/index.ts";
import { compiled, inSlots } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";

export const DIRECTORY_VERSION = "directory_version";

/** Version of the directory; read with every load, so that a change is seen by every instance at once. */
export const directoryVersion = (db: Database) => readVersion(db, {});
const readVersion = compiled((db) =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.key, DIRECTORY_VERSION)),
);

export const bumpDirectoryVersion = (db: Database) =>
  db
    .insert(settings)
    .values({ key: DIRECTORY_VERSION, value: 1 })
    .onConflictDoUpdate({ target: settings.key, set: { value: sql`cast(${settings.value} as integer) + 1` } });

/** The directory's version, and when each person was last given a ticket (UTC ms), as one row: read with every change. */
export const versionAndTurns = (db: Database) => readTurns(db, {});
const readTurns = compiled((db) => db.select({ value: presentVersion, turns: lastTurns }).from(rota));

export const presentVersion = sql<unknown>`(select value from ${settings} where key = ${DIRECTORY_VERSION})`;
export const lastTurns = sql<string>`json_group_object(${rota.personId}, ${rota.lastAssignedAt})`;

/** The turns that `versionAndTurns` has read, by person. */
export const toTurns = (rows: readonly { readonly turns: string }[]): ReadonlyMap<string, number> =>
  new Map(Object.entries(JSON.parse(rows[0]?.turns ?? "{}") as Record<string, number>));

/** The person has been given a ticket; his turn moves to the end (rota). */
export const noteAssigned = (db: Database, personId: string, at: number) => notedAssigned(db, { personId, at });
const notedAssigned = compiled((db, slot: Slot<{ personId: string; at: number }>) =>
  db
    .insert(rota)
    .values({ personId: slot("personId"), lastAssignedAt: slot("at") })
    .onConflictDoUpdate({
      target: rota.personId,
      set: { lastAssignedAt: sql`max(${rota.lastAssignedAt}, excluded.last_assigned_at)` },
    }),
);

export const conversationOf = (db: Database, appId: string, openId: string) => oneConversation(db, { appId, openId });
const oneConversation = compiled((db, slot: Slot<{ appId: string; openId: string }>) =>
  db
    .select()
    .from(conversations)
    .where(and(eq(conversations.appId, slot("appId")), eq(conversations.openId, slot("openId")))),
);

export interface ConversationNote {
  readonly appId: string;
  readonly openId: string;
  readonly chatId: string | null;
  readonly lastBot: string | null;
  readonly lastTicketId: string | null;
  readonly identityAskedAt: number | null;
  readonly updatedAt: number;
}

/** Remembers what was said last; null keeps what was known. */
export const noteConversation = (db: Database, note: ConversationNote) => notedConversation(db, note);
const notedConversation = compiled((db, slot: Slot<ConversationNote>) =>
  db
    .insert(conversations)
    .values(inSlots(slot, getTableColumns(conversations)))
    .onConflictDoUpdate({
      target: [conversations.appId, conversations.openId],
      set: {
        chatId: sql`coalesce(excluded.chat_id, ${conversations.chatId})`,
        lastBot: sql`excluded.last_bot`,
        lastTicketId: sql`coalesce(excluded.last_ticket_id, ${conversations.lastTicketId})`,
        identityAskedAt: sql`coalesce(excluded.identity_asked_at, ${conversations.identityAskedAt})`,
        updatedAt: sql`excluded.updated_at`,
      },
    }),
);

export const bindIdentity = (
  db: Database,
  identity: {
    appId: string;
    openId: string;
    personId: string;
    tenantKey: string | null;
    boundAt: number;
    boundBy: string;
  },
) =>
  db
    .insert(identities)
    .values(identity)
    .onConflictDoUpdate({
      target: [identities.appId, identities.openId],
      set: { personId: identity.personId, boundAt: identity.boundAt, boundBy: identity.boundBy },
    });

export const addContact = (
  db: Database,
  contact: { id: string; name: string; phone: string; enterpriseId: string | null },
) => db.insert(people).values({ ...contact, kind: "contact", post: "", roles: ["contact"] });

export const claimById = (db: Database, id: string) =>
  db.select().from(identityClaims).where(eq(identityClaims.id, id));

export const addClaim = (db: Database, claim: typeof identityClaims.$inferInsert) =>
  db.insert(identityClaims).values(claim);

/** Decides a waiting claim; already decided = the NOT NULL of `state` refuses. */
export const decideClaim = (
  db: Database,
  decision: { id: string; state: "confirmed" | "rejected"; decidedBy: string; decidedAt: number },
) =>
  db
    .update(identityClaims)
    .set({
      state: sql`case when ${identityClaims.state} = 'waiting' then ${decision.state} else null end`,
      decidedBy: decision.decidedBy,
      decidedAt: decision.decidedAt,
    })
    .where(eq(identityClaims.id, decision.id));

/** Leave of a person, local days inclusive; all null = back. */
export const setLeave = (
  db: Database,
  personId: string,
  leave: { from: string | null; to: string | null; delegateId: string | null },
) =>
  db
    .update(people)
    .set({ leaveFrom: leave.from, leaveTo: leave.to, delegateId: leave.delegateId })
    .where(eq(people.id, personId));

/** Roles of a person. */
export const setRoles = (db: Database, personId: string, roles: readonly string[]) =>
  db
    .update(people)
    .set({ roles: [...roles] })
    .where(eq(people.id, personId));
