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

test("a bad mark is told as what it is; done again and still unmarked, the desk rings up and writes down what it heard (B.8)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  const cadre = office.person("ou_demo_c15");
  const solved = async (): Promise<void> => {
    await cadre.press("办结");
    await cadre.submit({ resolve_text: "路面已回填压实" });
  };
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await solved();
  await manager.press("不满意");
  await manager.submit({ rate_reasons: ["attitude"] });
  expect(cadre.sees()).toContain("评了不满意：态度不好。已退回重办");
  expect(cadre.sees()).not.toContain("没解决");
  await solved();
  const desk = office.person("ou_demo_c06");
  await desk.say("我的待办");
  expect(desk.card("手上有1件")).toContain("请回访企业");
  await desk.press("回访记录");
  const noted = await desk.submit({ progress_text: "企业说路已通,没有意见" });
  expect(noted.toast?.content).toContain("企业看不到");
  expect(desk.card("永安大路")).not.toContain("[回访记录]");
  await desk.say("我的待办");
  expect(desk.sees()).toContain("手上没有待办");
});

test("while a second mark is waited for, a word that cannot go to the enterprise is not said to have been sent (B.8)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  const cadre = office.person("ou_demo_c15");
  const desk = office.person("ou_demo_c06");
  const solved = async (): Promise<void> => {
    await cadre.press("办结");
    await cadre.submit({ resolve_text: "路面已回填压实" });
  };
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await solved();
  await manager.press("不满意");
  await manager.submit({ rate_comment: "又塌了" });
  await solved();
  // The desk stands in for the cadre, and answers his card.
  await office.db.run(
    sql`update people set leave_from = '2026-11-24', leave_to = '2026-11-30', delegate_id = 'C06' where id = 'C15'`,
  );
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  const card = desk.cards().findLast((one) => JSON.stringify(one.content).includes("永安大路"));
  office.sandbox.control.send({
    as: desk.openId,
    chat: "bot",
    type: "text",
    content: { text: "今天下午三点我们再来一次现场" },
    replyTo: card?.messageId ?? expect.fail("no card"),
  });
  await office.settle();
  const pressed = await desk.press("发给企业");
  expect(pressed.toast?.content).not.toContain("已发给企业");
  expect(manager.sees()).not.toContain("下午三点");
});
