import { readFileSync } from "node:fs";
import { parseCsv } from "../../db/csv.ts";
import { sampleProject } from "../../db/sample/projects.ts";
import { sampleRows } from "../../db/sample/rows.ts";
import { SAMPLE_OFFICE } from "../../db/sample/settings.ts";
import { workingCalendar } from "../../src/domain/calendar/index.ts";
import type { DayKind } from "../../src/domain/calendar/index.ts";
import { policyFromRow } from "../../src/domain/limits/index.ts";
import type { Directory, Person, Role } from "../../src/domain/people/directory.ts";

type Row = Record<string, string>;

/** The sample town as a directory in memory, without a database. Everybody's open_id is `ou_` and his id. */
export function sampleDirectory(): Directory {
  const people = new Map<string, Person>();
  const add = (person: Pick<Person, "id" | "kind" | "name" | "roles"> & Partial<Person>): void => {
    people.set(person.id, {
      post: "",
      phone: "",
      unitId: null,
      enterpriseId: null,
      leaveFrom: null,
      leaveTo: null,
      delegateId: null,
      active: true,
      ...person,
    });
  };
  for (const row of sampleRows("cadres.csv"))
    add({
      id: at(row, "cadre_id"),
      kind: "cadre",
      name: at(row, "name"),
      unitId: at(row, "dept_id"),
      roles: roles(row),
    });
  for (const row of sampleRows("leaders.csv"))
    add({ id: at(row, "leader_id"), kind: "leader", name: at(row, "name"), roles: ["leader"] });
  const firms = sampleRows("enterprises.csv");
  for (const row of firms) {
    const enterpriseId = at(row, "ent_id");
    add({ id: `P-${enterpriseId}`, kind: "contact", name: at(row, "contact_name"), enterpriseId, roles: ["contact"] });
  }
  const limits = read("categories_sla.csv");
  return {
    version: 1,
    people,
    units: new Map(
      sampleRows("departments.csv").map((row) => [
        at(row, "dept_id"),
        {
          id: at(row, "dept_id"),
          name: at(row, "name"),
          phone: "",
          headId: at(row, "head_cadre_id"),
          leaderId: at(row, "supervise_leader_id"),
        },
      ]),
    ),
    enterprises: new Map(
      firms.map((row) => [
        at(row, "ent_id"),
        {
          id: at(row, "ent_id"),
          name: at(row, "name"),
          shortName: at(row, "short_name"),
          address: "",
          bundleCadreId: at(row, "bundle_cadre_id") || null,
          bundleLeaderId: at(row, "bundle_leader_id") || null,
          keyFirm: at(row, "key_2112") === "1",
          groupChatId: at(row, "group_chat_id") || null,
        },
      ]),
    ),
    projects: new Map(sampleRows("projects.csv").map((row) => [at(row, "project_id"), sampleProject(row)])),
    categories: new Map(
      limits.map((row) => [
        at(row, "code"),
        {
          code: at(row, "code"),
          name: at(row, "name"),
          leadUnitId: at(row, "lead_dept") || null,
          assistUnitIds: [],
          confidential: at(row, "confidential") === "Y",
        },
      ]),
    ),
    policies: new Map(
      limits.map((row) => {
        const policy = policyFromRow(row, { version: 1, effectiveFrom: 0 });
        if (!policy.ok) throw new Error(`limits of ${at(row, "code")}`);
        return [at(row, "code"), [policy.value]];
      }),
    ),
    calendar: workingCalendar({
      days: ["calendar_2025.csv", "calendar_2026.csv"]
        .flatMap(read)
        .map((row) => [at(row, "date"), kindOf(row)] as const),
    }),
    personByOpenId: new Map([...people.keys()].map((id) => [`ou_${id}`, id])),
    openIdsByPerson: new Map([...people.keys()].map((id) => [id, [`ou_${id}`]])),
    settings: SAMPLE_OFFICE,
  };
}

const at = (row: Row, name: string): string => row[name]?.trim() ?? "";

const kindOf = (row: Row): DayKind => (at(row, "kind") === "off" ? "off" : "workday");

const read = (name: string): Row[] =>
  parseCsv(readFileSync(new URL(`../../db/baseline/${name}`, import.meta.url), "utf8"));

function roles(row: Row): Role[] {
  const id = at(row, "cadre_id");
  return [
    at(row, "role") === "dept_head" ? "unit_head" : "handler",
    ...(SAMPLE_OFFICE.dispatcherIds.includes(id) ? (["dispatcher"] as const) : []),
  ];
}
