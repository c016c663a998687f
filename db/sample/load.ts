import { eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import {
  categories,
  enterprises,
  identities,
  keyProjects,
  limitPolicies,
  people,
  settings,
  units,
} from "../schema/index.ts";
import { sampleGuideWrites } from "./guides/load.ts";
import { sampleProject } from "./projects.ts";
import { sampleRows } from "./rows.ts";
import { SAMPLE_OFFICE } from "./settings.ts";

/** Loads the sample town into a database that has no people yet; leaves any other alone. Returns whether it did. */
export async function loadSampleTown(db: Database, appId: string, now: number): Promise<boolean> {
  const [known] = await db.select({ n: sql<number>`count(*)` }).from(people);
  if ((known?.n ?? 0) > 0) return false;
  const identity = (openId: string, personId: string): Statement =>
    db.insert(identities).values({ appId, openId, personId, boundAt: now, boundBy: "sample" });
  const statements: Statement[] = [];

  for (const row of sampleRows("departments.csv"))
    statements.push(
      db.insert(units).values({
        id: cell(row, "dept_id"),
        name: cell(row, "name"),
        duties: cell(row, "duties"),
        phone: cell(row, "phone"),
        headId: cell(row, "head_cadre_id"),
        leaderId: cell(row, "supervise_leader_id"),
      }),
    );
  for (const row of sampleRows("cadres.csv")) {
    const id = cell(row, "cadre_id");
    statements.push(
      db.insert(people).values({
        id,
        kind: "cadre",
        name: cell(row, "name"),
        post: cell(row, "post"),
        phone: cell(row, "phone"),
        unitId: cell(row, "dept_id"),
        roles: rolesOf(row),
        leaveFrom: orNull(row, "on_leave_from"),
        leaveTo: orNull(row, "on_leave_to"),
        delegateId: orNull(row, "delegate_id"),
      }),
      identity(cell(row, "feishu_open_id"), id),
    );
  }
  for (const row of sampleRows("leaders.csv")) {
    const id = cell(row, "leader_id");
    const base = {
      id,
      kind: "leader" as const,
      name: cell(row, "name"),
      post: cell(row, "title"),
      phone: cell(row, "phone"),
    };
    statements.push(
      db.insert(people).values({ ...base, roles: ["leader"] }),
      identity(cell(row, "feishu_open_id"), id),
    );
  }
  for (const row of sampleRows("enterprises.csv")) statements.push(...enterpriseRows(db, row, identity));
  for (const row of sampleRows("projects.csv")) statements.push(db.insert(keyProjects).values(sampleProject(row)));
  for (const row of sampleRows("../baseline/categories_sla.csv")) {
    const code = cell(row, "code");
    statements.push(
      db
        .update(categories)
        .set({ leadUnitId: cell(row, "lead_dept"), assistUnitIds: cell(row, "co_depts").split(";").filter(Boolean) })
        .where(eq(categories.code, code)),
      db
        .update(limitPolicies)
        .set({
          policy: sql`json_set(${limitPolicies.policy}, '$.extensionApproverId', ${cell(row, "extension_approver")})`,
        })
        .where(eq(limitPolicies.category, code)),
    );
  }
  statements.push(
    ...sampleGuideWrites(db),
    db.insert(settings).values({ key: "office", value: SAMPLE_OFFICE }),
    db
      .update(settings)
      .set({ value: sql`cast(${settings.value} as integer) + 1` })
      .where(eq(settings.key, "directory_version")),
  );
  await writeAll(db, statements);
  return true;
}

function enterpriseRows(
  db: Database,
  row: Record<string, string>,
  identity: (openId: string, personId: string) => Statement,
): Statement[] {
  const id = cell(row, "ent_id");
  const contact = (suffix: string, name: string, post: string, phone: string): Statement =>
    db
      .insert(people)
      .values({ id: `P-${id}${suffix}`, kind: "contact", name, post, phone, enterpriseId: id, roles: ["contact"] });
  return [
    db.insert(enterprises).values({
      id,
      name: cell(row, "name"),
      shortName: cell(row, "short_name"),
      creditCode: cell(row, "uscc"),
      industry: cell(row, "industry"),
      zone: cell(row, "zone"),
      address: cell(row, "address"),
      lifecycle: cell(row, "lifecycle"),
      bundleCadreId: orNull(row, "bundle_cadre_id"),
      bundleLeaderId: orNull(row, "bundle_leader_id"),
      policeContactId: orNull(row, "police_contact"),
      keyFirm: cell(row, "key_2112") === "1",
      groupChatId: orNull(row, "group_chat_id"),
      active: cell(row, "active") === "1",
    }),
    contact("", cell(row, "contact_name"), cell(row, "contact_title"), cell(row, "contact_phone")),
    identity(cell(row, "contact_open_id"), `P-${id}`),
    contact("-2", cell(row, "backup_contact_name"), "联系人", cell(row, "backup_contact_phone")),
  ];
}

function rolesOf(row: Record<string, string>): string[] {
  const id = cell(row, "cadre_id");
  // A head is on the rota only where his unit has no handler (the rota falls back to him).
  const roles = [cell(row, "role") === "dept_head" ? "unit_head" : "handler"];
  if (SAMPLE_OFFICE.dispatcherIds.includes(id)) roles.push("dispatcher");
  if (SAMPLE_OFFICE.dutyPersonIds.includes(id)) roles.push("duty");
  if (cell(row, "dept_id") === "D12") roles.push("discipline");
  return roles;
}

const cell = (row: Record<string, string>, name: string): string => row[name]?.trim() ?? "";
const orNull = (row: Record<string, string>, name: string): string | null => cell(row, name) || null;
