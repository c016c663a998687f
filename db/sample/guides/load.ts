import { readFileSync } from "node:fs";
import type { Guide } from "../../../src/domain/guides/guide.ts";
import { publish } from "../../../src/domain/guides/guide.ts";
import type { Policy } from "../../../src/domain/guides/policy.ts";
import { publishPolicy } from "../../../src/domain/guides/policy.ts";
import { policyWrites } from "../../../src/store/answers.ts";
import type { Database, Statement } from "../../../src/store/database.ts";
import { guideWrites } from "../../../src/store/guides.ts";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly also: readonly string[];
  readonly unit_id: string;
  readonly category: string;
  readonly flow: readonly string[];
  readonly apply_at: string;
  readonly working_days: number;
  readonly fee: string;
  readonly basis: string;
  readonly materials: Guide["materials"];
  readonly supervision_phone: string;
  readonly contact_phone: string;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly version: number;
}

/** The fictional guides of the sample town, all published by the rule that real ones pass. */
export function sampleGuides(): Guide[] {
  const rows = JSON.parse(readFileSync(new URL("./guides.json", import.meta.url), "utf8")) as Row[];
  return rows.map((row) => {
    const draft: Guide = {
      id: row.id,
      title: row.title,
      also: row.also,
      category: row.category,
      unitId: row.unit_id,
      flow: row.flow,
      list: { applyAt: row.apply_at, workingDays: row.working_days, fee: row.fee, basis: row.basis },
      materials: row.materials,
      supervisionPhone: row.supervision_phone,
      contactPhone: row.contact_phone,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      version: row.version,
      state: "draft",
    };
    const published = publish(draft, draft.validFrom);
    if (!published.ok) throw new Error(`guide ${row.id}: ${published.error.code}`);
    return published.value;
  });
}

interface PolicyRow extends Omit<Policy, "unitId" | "validFrom" | "validTo" | "state"> {
  readonly unit_id: string;
  readonly valid_from: string;
  readonly valid_to: string;
}

/** The fictional policies of the sample town, published by the rule that real ones pass. */
export function samplePolicies(): Policy[] {
  const rows = JSON.parse(readFileSync(new URL("./policies.json", import.meta.url), "utf8")) as PolicyRow[];
  return rows.map(({ unit_id: unitId, valid_from: validFrom, valid_to: validTo, ...row }) => {
    const published = publishPolicy({ ...row, unitId, validFrom, validTo, state: "draft" }, validFrom);
    if (!published.ok) throw new Error(`policy ${row.id}: ${published.error.code}`);
    return published.value;
  });
}

export const sampleGuideWrites = (db: Database): Statement[] => [
  ...sampleGuides().flatMap((guide) => guideWrites(db, guide)),
  ...samplePolicies().flatMap((policy) => policyWrites(db, policy)),
];
