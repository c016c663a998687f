import type { Guide, GuidePart } from "../../domain/guides/guide.ts";
import { answersOn, missingParts, publish } from "../../domain/guides/guide.ts";
import type { Policy, PolicyPart } from "../../domain/guides/policy.ts";
import { missingPolicyParts, policyAnswersOn, publishPolicy } from "../../domain/guides/policy.ts";

/** A guide or policy as a sheet says it, not yet one of the office's. */
type Draft<T> = Omit<T, "id" | "version" | "state"> & { readonly id: string | null };

export interface Planned<T> {
  readonly item: T;
  /** same = the office has it just so; it is left alone. */
  readonly change: "new" | "changed" | "same";
  /** What it lacks for being published. */
  readonly missing: readonly (GuidePart | PolicyPart)[];
  readonly expired: boolean;
  /** It answers questions now, and would not any more until it is published again. */
  readonly silenced: boolean;
}

export interface ImportPlan {
  readonly guides: readonly Planned<Guide>[];
  readonly policies: readonly Planned<Policy>[];
}

export interface ImportOptions {
  /** True = whole ones are published, the others stay drafts (003-03). */
  readonly publish: boolean;
  /** Local day, YYYY-MM-DD. */
  readonly day: string;
  /** Id of one that is new, from its title: the same title is the same id. */
  readonly idOf: (title: string) => string;
}

/**
 * What a sheet changes. A row is one that exists by its number, else by its title; one that says nothing new is left as it is,
 * published or not.
 */
export function planImport(
  rows: { readonly guides: readonly Draft<Guide>[]; readonly policies: readonly Draft<Policy>[] },
  known: { readonly guides: readonly Guide[]; readonly policies: readonly Policy[] },
  options: ImportOptions,
): ImportPlan {
  const { day } = options;
  return {
    guides: rows.guides.map((row) => {
      const old = existing(row, known.guides);
      // The sheet does not ask how a paper is looked at; what was known of it stays.
      const originals = new Map(old?.materials.map(({ name, original }) => [name, original]));
      const materials = row.materials.map((one) => ({ ...one, original: originals.get(one.name) ?? one.original }));
      return planned<Guide>({ ...row, materials }, old, options, {
        missing: missingParts,
        answers: (guide) => answersOn(guide, day),
        publish: (guide) => publish(guide, day),
      });
    }),
    policies: rows.policies.map((row) =>
      planned<Policy>(row, existing(row, known.policies), options, {
        missing: missingPolicyParts,
        answers: (policy) => policyAnswersOn(policy, day),
        publish: (policy) => publishPolicy(policy, day),
      }),
    ),
  };
}

function existing<T extends { readonly id: string; readonly title: string }>(
  row: { readonly id: string | null; readonly title: string },
  known: readonly T[],
): T | null {
  return (
    known.find(({ id }) => id === row.id) ?? known.find(({ title }) => row.id === null && title === row.title) ?? null
  );
}

interface Kept {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly state: "draft" | "published";
  readonly validTo: string;
}

function planned<T extends Kept>(
  row: Draft<T>,
  old: T | null,
  { publish: wanted, day, idOf }: ImportOptions,
  rules: {
    readonly missing: (item: T) => readonly (GuidePart | PolicyPart)[];
    readonly answers: (item: T) => boolean;
    readonly publish: (item: T) => { readonly ok: true; readonly value: T } | { readonly ok: false };
  },
): Planned<T> {
  const id = old?.id ?? row.id ?? idOf(row.title);
  // A row and what a guide keeps beside it are a guide again; the compiler cannot see it through the generic.
  const draft = { ...row, id, version: (old?.version ?? 0) + 1, state: "draft" } as unknown as T;
  const unchanged = old !== null && same(old, { ...draft, version: old.version, state: old.state });
  const base: T = unchanged ? old : draft;
  const published = wanted && base.state === "draft" ? rules.publish(base) : null;
  const item = published?.ok === true ? published.value : base;
  return {
    item,
    change: old === null ? "new" : unchanged && item === old ? "same" : "changed",
    missing: rules.missing(item),
    expired: item.validTo < day,
    silenced: old !== null && rules.answers(old) && !rules.answers(item),
  };
}

/** As they would be stored, whatever the order of their fields. */
const same = (a: object, b: object): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
