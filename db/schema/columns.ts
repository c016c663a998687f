import { integer, text } from "drizzle-orm/sqlite-core";

/** UTC milliseconds. */
export const instant = (name: string) => integer(name, { mode: "number" });

/** JSON text; the shape is the caller's promise, checked where it is read from outside. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();

/** 0 or 1. */
export const flag = (name: string) => integer(name, { mode: "boolean" });
