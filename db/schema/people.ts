import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, instant, json } from "./columns.ts";

/** 部门. A unit answers for categories and has one head (003-11). */
export const units = sqliteTable("units", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  duties: text("duties").notNull().default(""),
  phone: text("phone").notNull().default(""),
  headId: text("head_id"),
  leaderId: text("leader_id"),
});

/** Everybody the desk knows by name: cadres, leaders, and contacts of enterprises. */
export const people = sqliteTable(
  "people",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["cadre", "leader", "contact"] }).notNull(),
    name: text("name").notNull(),
    post: text("post").notNull().default(""),
    phone: text("phone").notNull().default(""),
    unitId: text("unit_id"),
    enterpriseId: text("enterprise_id"),
    roles: json<string[]>("roles").notNull(),
    leaveFrom: text("leave_from"),
    leaveTo: text("leave_to"),
    delegateId: text("delegate_id"),
    active: flag("active").notNull().default(true),
  },
  (t) => [
    index("people_by_phone").on(t.phone),
    index("people_by_unit").on(t.unitId),
    check("people_kind", sql`${t.kind} in ('cadre','leader','contact')`),
  ],
);

/** Which platform identity is which person; open_id differs per app (feishu.md 5.2). */
export const identities = sqliteTable(
  "identities",
  {
    appId: text("app_id").notNull(),
    openId: text("open_id").notNull(),
    personId: text("person_id").notNull(),
    tenantKey: text("tenant_key"),
    boundAt: instant("bound_at").notNull(),
    /** directory import, phone match, or the id of the dispatcher who confirmed. */
    boundBy: text("bound_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.appId, t.openId] }), index("identities_by_person").on(t.personId)],
);

/** What an unknown person said about himself, until a dispatcher confirms it. */
export const identityClaims = sqliteTable(
  "identity_claims",
  {
    id: text("id").primaryKey(),
    appId: text("app_id").notNull(),
    openId: text("open_id").notNull(),
    tenantKey: text("tenant_key"),
    name: text("name").notNull(),
    enterprise: text("enterprise").notNull(),
    phone: text("phone").notNull(),
    state: text("state", { enum: ["waiting", "confirmed", "rejected"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("identity_claims_by_open_id").on(t.appId, t.openId),
    check("identity_claims_state", sql`${t.state} in ('waiting','confirmed','rejected')`),
  ],
);

/** 企业, with its bundled cadre and leader (包保, 000-09) and police contact (003-17). */
export const enterprises = sqliteTable(
  "enterprises",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    shortName: text("short_name").notNull(),
    creditCode: text("credit_code"),
    industry: text("industry").notNull().default(""),
    zone: text("zone").notNull().default(""),
    address: text("address").notNull().default(""),
    lifecycle: text("lifecycle").notNull().default(""),
    bundleCadreId: text("bundle_cadre_id"),
    bundleLeaderId: text("bundle_leader_id"),
    policeContactId: text("police_contact_id"),
    /** 2112 list (002-20): shorter first contact. */
    keyFirm: flag("key_firm").notNull().default(false),
    groupChatId: text("group_chat_id"),
    active: flag("active").notNull().default(true),
  },
  (t) => [
    uniqueIndex("enterprises_credit_code").on(t.creditCode),
    index("enterprises_by_group_chat").on(t.groupChatId),
  ],
);

/** 重点项目 with the five that must be fixed (五定, 003-14): none of them may be empty. */
export const keyProjects = sqliteTable(
  "key_projects",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** What people call it; any of these, or its site, in a request's words names it. */
    aliases: json<string[]>("aliases").notNull(),
    site: text("site").notNull().default(""),
    enterpriseId: text("enterprise_id"),
    level: text("level").notNull().default(""),
    phase: text("phase").notNull(),
    /** Bound leader (包保领导), responsible unit, person who leads the service to it, target, schedule. */
    leaderId: text("leader_id").notNull(),
    unitId: text("unit_id").notNull(),
    personId: text("person_id").notNull(),
    target: text("target").notNull(),
    dueDay: text("due_day").notNull(),
    running: flag("running").notNull().default(true),
  },
  (t) => [
    check(
      "key_projects_five",
      sql`${t.leaderId} <> '' and ${t.unitId} <> '' and ${t.personId} <> '' and ${t.target} <> '' and ${t.dueDay} <> ''`,
    ),
  ],
);

/** Rota of a unit: whoever was given a ticket longest ago is next. */
export const rota = sqliteTable("rota", {
  personId: text("person_id").primaryKey(),
  lastAssignedAt: integer("last_assigned_at", { mode: "number" }).notNull(),
});
