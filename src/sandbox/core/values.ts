export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A string as it is, a number as text, anything else as "". */
export const asText = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

/** Ends an exhaustive switch: the type checker proves that nothing gets here. */
export const never = (value: never): never => {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
};
