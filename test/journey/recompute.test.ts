import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { calendarDays, settings } from "../../db/schema/index.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

test("a holiday written without the directory's version is not reckoned with the calendar of before (B.13)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await office.db.insert(calendarDays).values({ day: "2026-11-27", name: "临时放假", kind: "off" });
  await office.advance(60_000);
  expect(cadre.card("QF-20261124-0001")).toContain("12月2日");
});

test("a new holiday moves the limits of open tickets, says so in their history, and moves them once (000-17, B.13)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  const cadre = office.person("ou_demo_c15");
  await manager.say("厂门口的路灯不亮了,影响夜班货车进出,请协调修一下");
  const worker = [
    cadre,
    ...["ou_demo_c09", "ou_demo_c10", "ou_demo_c11", "ou_demo_c16"].map((id) => office.person(id)),
  ].find((p) => p.sees().includes("QF-20261124-0001"));
  if (worker === undefined) throw new Error("nobody was offered the ticket");
  await worker.press("接收");
  expect(worker.card("QF-20261124-0001")).toContain("12月1日");

  await office.db.insert(calendarDays).values({ day: "2026-11-27", name: "临时放假", kind: "off" });
  const [version] = await office.db.select().from(settings).where(eq(settings.key, "directory_version"));
  await office.db
    .update(settings)
    .set({ value: Number(version?.value) + 1 })
    .where(eq(settings.key, "directory_version"));
  await office.advance(60_000);
  expect(worker.sees()).toContain("12月2日");
  const told = worker.messages().length;
  await office.advance(60_000);
  expect(worker.messages()).toHaveLength(told);
});
