import { afterEach, expect, test } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(`${at}:00+08:00`) - office.sandbox.now());
/** Cards of one ticket, not what only names it. */
const cardsOf = (person: PersonAtPhone, no: string): number =>
  person.cards().filter((card) => wordsOf(card).includes(`${no} · `)).length;

test("before cards go dead whoever still has something to do gets a new one; who has not is left in peace", async () => {
  office = await openOffice();
  /** The colleague who works on it. */
  const reports = async (openId: string, text: string) => {
    await office.person(openId).say(text);
    const to = await office.db.get<{ id: string }>("select offered_to_id as id from tickets order by no desc");
    const cadre = office.person(`ou_demo_${to.id.toLowerCase()}`);
    await cadre.press("接收");
    await cadre.press("写进展");
    await cadre.submit({ progress_text: "已到现场" });
    return cadre;
  };
  const solver = await reports("ou_demo_e22", "永安大路73号门口的路面塌了一块,货车进不来");
  await moveTo("2026-11-24T11:00");
  const worker = await reports("ou_demo_e01", "纬二路门口的路面坑太大,货车进不来");
  const leader = office.person("ou_demo_l02");
  for (const words of ["查 1", "查 2"]) await leader.say(words);
  await moveTo("2026-12-04T10:00");
  await solver.press("办结", { on: "20261124-0001" });
  await solver.submit({ resolve_text: "路面已修好" });
  const before = { solved: cardsOf(solver, "20261124-0001"), open: cardsOf(worker, "20261124-0002") };
  const led = { solved: cardsOf(leader, "20261124-0001"), late: cardsOf(leader, "20261124-0002") };
  await moveTo("2026-12-07T14:30");
  expect(await office.db.all("select stage from tickets order by no")).toEqual([
    { stage: "awaiting_rating" },
    { stage: "in_progress" },
  ]);
  expect(cardsOf(solver, "20261124-0001")).toBe(before.solved);
  expect(cardsOf(worker, "20261124-0002")).toBe(before.open + 1);
  expect(cardsOf(leader, "20261124-0001")).toBe(led.solved);
  expect(cardsOf(leader, "20261124-0002"), "it is late, and his to see to").toBe(led.late + 1);
});
