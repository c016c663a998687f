import { asc, desc, eq } from "drizzle-orm";
import {
  calendarDays,
  categories,
  enterprises,
  identities,
  keyProjects,
  limitPolicies,
  people,
  settings,
  units,
} from "../../db/schema/index.ts";
import { workingCalendar } from "../domain/calendar/index.ts";
import type { LimitPolicy } from "../domain/limits/index.ts";
import type { Directory, OfficeSettings, Role } from "../domain/people/directory.ts";
import type { Database } from "./database.ts";
import { DIRECTORY_VERSION } from "./people.ts";

/** An office that has set nothing yet still takes every request. */
const DEFAULT_OFFICE: OfficeSettings = {
  name: "企业服务中心",
  deskUnitId: null,
  dispatcherIds: [],
  deskPhone: "",
  disciplinePhone: "",
  dutyChatId: null,
  dutyPersonIds: [],
  closeUnratedAfterWorkingDays: 5,
  urgeCooldownMinutes: 60,
};

/** Reads the whole directory in one batch. */
export async function loadDirectory(db: Database, appId: string): Promise<Directory> {
  const [set, unitRows, peopleRows, enterpriseRows, projectRows, categoryRows, policyRows, days, identityRows] =
    await db.batch([
      db.select().from(settings),
      db.select().from(units),
      db.select().from(people),
      db.select().from(enterprises),
      db.select().from(keyProjects),
      db.select().from(categories),
      db
        .select()
        .from(limitPolicies)
        .orderBy(asc(limitPolicies.category), desc(limitPolicies.effectiveFrom), desc(limitPolicies.version)),
      db.select().from(calendarDays),
      db.select().from(identities).where(eq(identities.appId, appId)).orderBy(asc(identities.boundAt)),
    ]);
  const setting = (key: string): unknown => set.find((row) => row.key === key)?.value;
  const policies = new Map<string, LimitPolicy[]>();
  for (const row of policyRows)
    // Written by the import, which had parsed it.
    policies.set(row.category, [...(policies.get(row.category) ?? []), row.policy as unknown as LimitPolicy]);
  const openIds = new Map<string, string[]>();
  for (const row of identityRows) openIds.set(row.personId, [...(openIds.get(row.personId) ?? []), row.openId]);
  return {
    version: Number(setting(DIRECTORY_VERSION) ?? 0),
    people: new Map(peopleRows.map((row) => [row.id, { ...row, roles: row.roles as Role[] }])),
    units: new Map(unitRows.map((row) => [row.id, row])),
    enterprises: new Map(enterpriseRows.map((row) => [row.id, row])),
    projects: new Map(projectRows.map((row) => [row.id, row])),
    categories: new Map(categoryRows.map((row) => [row.code, row])),
    policies,
    calendar: workingCalendar({ days: days.map((row) => [row.day, row.kind] as const) }),
    personByOpenId: new Map(identityRows.map((row) => [row.openId, row.personId])),
    openIdsByPerson: openIds,
    settings: { ...DEFAULT_OFFICE, ...(setting("office") as Partial<OfficeSettings> | undefined) },
  };
}

/**
 * Keeps the directory in memory and reads it again when its version has moved.
 * @param kept where it is kept, for runtimes in which this source lives for one request only.
 */
export function createDirectorySource(
  db: Database,
  appId: string,
  kept: { value: Directory | null } = { value: null },
): { get(version: number | null): Promise<Directory> } {
  let loading: Promise<Directory> | null = null;
  return {
    async get(version) {
      if (kept.value !== null && (version === null || kept.value.version === version)) return kept.value;
      loading ??= loadDirectory(db, appId).finally(() => {
        loading = null;
      });
      kept.value = await loading;
      return kept.value;
    },
  };
}
