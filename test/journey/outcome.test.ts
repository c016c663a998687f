import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

test("'解决了' tells the assignee while he works, brings the mark when he is done, '还是没解决' reopens; no second ticket (B.8)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");

  await manager.say("解决了");
  expect(cadre.card("禾穗食品")).toContain("解决了");

  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电,故障是电缆接头烧坏" });
  await manager.say("来电了");
  expect(manager.sees()).toContain("[非常满意]");
  await manager.say("还是没解决");
  expect(cadre.sees()).toContain("还是没解决");

  const tickets = await office.db.all<{ stage: string }>(sql`select stage from tickets`);
  expect(tickets).toEqual([{ stage: "in_progress" }]);
});
