import { lt } from "drizzle-orm";
import { commands } from "../../db/schema/index.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";

/** Marks a command as carried out; its primary key refuses the second time. */
export const noteCommand = (db: Database, id: string, at: number) => notedCommand(db, { id, at });
const notedCommand = compiled((db, slot: Slot<{ id: string; at: number }>) =>
  db.insert(commands).values({ id: slot("id"), at: slot("at") }),
);

export const purgeCommands = (db: Database, before: number) => db.delete(commands).where(lt(commands.at, before));
