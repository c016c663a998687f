import type * as z from "zod";
import { containers } from "./containers.ts";
import { display } from "./display.ts";
import { interactiveComponents } from "./interactive.ts";

/** Every component of JSON 2.0 by its tag. A column stands only in a column_set. */
export const COMPONENTS: Readonly<Record<string, z.ZodType>> = { ...display, ...containers, ...interactiveComponents };

/** Tags 1.0 had and 2.0 refuses (feishu.md 4.7). */
export const REMOVED: ReadonlySet<string> = new Set(["action", "note"]);

/** Components that stand only directly in the body (feishu.md 4.3, 4.4). */
export const ROOT_ONLY: ReadonlySet<string> = new Set(["table", "form"]);

export const CONTAINERS: ReadonlySet<string> = new Set(Object.keys(containers));

/** Components whose value a form collects, and buttons: each needs a name of its own inside a form. */
export const NEEDS_NAME: ReadonlySet<string> = new Set(
  Object.keys(interactiveComponents).filter((tag) => tag !== "overflow"),
);
