import type { Guide } from "../domain/guides/guide.ts";
import type { Policy } from "../domain/guides/policy.ts";
import type { Directory } from "../domain/people/directory.ts";
import { importAnswers as T } from "../texts/zh-CN/import-answers.ts";
import type { Cell, Sheet } from "./xlsx/cell.ts";

type Field = keyof typeof T.columns;

const WIDTHS: Partial<Record<Field, number>> = { title: 24, also: 24, flow: 24, materials: 32, text: 60, source: 32 };
const SHARED: readonly Field[] = ["id", "title", "also", "category", "unit"];
const VALID: readonly Field[] = ["validFrom", "validTo"];
const GUIDE: readonly Field[] = [
  ...SHARED,
  "flow",
  "applyAt",
  "workingDays",
  "fee",
  "basis",
  "materials",
  "supervisionPhone",
  "contactPhone",
  ...VALID,
];
const POLICY: readonly Field[] = [...SHARED, "text", "source", ...VALID];

type Names = Pick<Directory, "categories" | "units">;

const sheet = (name: string, fields: readonly Field[], rows: readonly Partial<Record<Field, Cell>>[]): Sheet => ({
  name,
  columns: fields.map((field) => ({ title: T.columns[field], width: WIDTHS[field] ?? 16 })),
  rows: rows.map((row) => fields.map((field) => row[field] ?? null)),
});

const shared = (names: Names, one: Guide | Policy): Partial<Record<Field, Cell>> => ({
  id: one.id,
  title: one.title,
  also: one.also.join("、"),
  category: names.categories.get(one.category)?.name ?? one.category,
  unit: names.units.get(one.unitId ?? "")?.name ?? "",
  validFrom: one.validFrom,
  validTo: one.validTo,
});

const guideRow = (names: Names, guide: Guide): Partial<Record<Field, Cell>> => ({
  ...shared(names, guide),
  flow: guide.flow.join("\n"),
  applyAt: guide.list.applyAt,
  workingDays: guide.list.workingDays,
  fee: guide.list.fee,
  basis: guide.list.basis,
  materials: guide.materials.map(({ name, copies }) => (copies > 1 ? `${name}×${copies}` : name)).join("\n"),
  supervisionPhone: guide.supervisionPhone,
  contactPhone: guide.contactPhone,
});

const help = (names: Names): Sheet => ({
  name: T.sheets.help,
  columns: [
    { title: T.helpColumns.what, width: 18 },
    { title: T.helpColumns.how, width: 60 },
  ],
  rows: [
    ...(Object.keys(T.columns) as Field[]).map((field): readonly Cell[] => [T.columns[field], T.how[field]]),
    ...[...names.categories.values()]
      .filter(({ confidential }) => !confidential)
      .map(({ name }): readonly Cell[] => [T.categories, name]),
    ...[...names.units.values()].map(({ name }): readonly Cell[] => [T.units, name]),
  ],
});

/** Guides and policies as they are, in the columns the import knows, with a sheet that says how they are filled in. */
export const answerSheets = (names: Names, guides: readonly Guide[], policies: readonly Policy[]): readonly Sheet[] => [
  sheet(
    T.sheets.guide,
    GUIDE,
    guides.map((guide) => guideRow(names, guide)),
  ),
  sheet(
    T.sheets.policy,
    POLICY,
    policies.map((policy) => ({ ...shared(names, policy), text: policy.text, source: policy.source })),
  ),
  help(names),
];

/** An empty workbook with one example in each sheet; the import leaves examples out. @param day of the examples' end. */
export function templateSheets(names: Names, day: string): readonly Sheet[] {
  const [category] = names.categories.values();
  const [unit] = names.units.values();
  const base = { category: category?.name ?? "", unit: unit?.name ?? "", validTo: day };
  const { phone, ...guide } = T.exampleGuide;
  return [
    sheet(T.sheets.guide, GUIDE, [{ ...base, ...guide, workingDays: 8, supervisionPhone: phone, contactPhone: phone }]),
    sheet(T.sheets.policy, POLICY, [{ ...base, ...T.examplePolicy }]),
    help(names),
  ];
}
