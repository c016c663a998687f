import * as z from "zod";
import { invalidField } from "./codes.ts";

/** `page_size` and `page_token` of a list call; query values are strings. */
export const pageQuery = (max: number, standard: number) =>
  z.looseObject({
    page_size: z.coerce.number().int().min(1).max(max, `the max page_size is ${max}`).optional().default(standard),
    page_token: z.string().optional(),
  });

const offsetOf = (token: string | undefined): number => {
  if (token === undefined || token === "") return 0;
  const offset = Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(offset) || offset < 0) throw invalidField("page_token", "page_token is invalid");
  return offset;
};

/** One page of `all` in the platform's shape. */
export const page = <T, U>(
  all: readonly T[],
  query: { page_size: number; page_token?: string | undefined },
  show: (one: T) => U,
): { items: U[]; has_more: boolean; page_token: string } => {
  const from = offsetOf(query.page_token);
  const to = from + query.page_size;
  const more = to < all.length;
  return {
    items: all.slice(from, to).map(show),
    has_more: more,
    page_token: more ? Buffer.from(String(to)).toString("base64url") : "",
  };
};
