import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const end = (day: string): string => String(Date.parse(`${day}T17:30:00+08:00`));

async function worked(manager: string, cadre: string, words: string) {
  office = await openOffice();
  await office.person(manager).say(words);
  const worker = office.person(cadre);
  await worker.press("接收");
  await worker.press("写进展");
  await worker.submit({ progress_text: "已联系企业" });
  return worker;
}

test("a complex matter may be extended to its own longer limit, and the form says by what law (domain.md B.2, B.4)", async () => {
  const cadre = await worked("ou_demo_e01", "ou_demo_c29", "园区纬二路停电了,注塑机全停了");
  await cadre.press("申请延期");
  // 供电: limit 26 November, cap 5 working days, complex matters 10 working days from the start.
  const form = cadre.card("延到哪天");
  expect(form).toContain("12月3日(周四)以后的日子只给疑难的事：总期限10个工作日");
  expect((await cadre.submit({ extend_until: end("2026-12-09"), extend_reason: "线路要改造" })).toast).toBeDefined();
  expect(cadre.sees()).not.toContain("申请延期到12月9日");
  await cadre.submit({ extend_until: end("2026-12-08"), extend_reason: "疑难：线路要改造" });
  const asked = office.person("ou_demo_l03").card("申请延期到");
  expect(asked).toContain("12月8日(周二)");
  expect(asked).toContain("一般最晚只能延到12月3日(周四)，这次是按疑难的事申请的");
});

test("an extension within the ordinary cap says nothing of it to who decides", async () => {
  const cadre = await worked("ou_demo_e01", "ou_demo_c29", "园区纬二路停电了,注塑机全停了");
  await cadre.press("申请延期");
  await cadre.submit({ extend_until: end("2026-12-03"), extend_reason: "线路要改造" });
  expect(office.person("ou_demo_l03").card("申请延期到")).not.toContain("一般最晚");
});

test("终止办理 takes a listed reason with words of its own, both told to the leader and the enterprise (domain.md B.1)", async () => {
  const cadre = await worked("ou_demo_e01", "ou_demo_c29", "园区纬二路停电了,注塑机全停了");
  await cadre.press("申请终止");
  const refused = await cadre.submit({ terminate_kind: "", terminate_reason: "打了三次电话" });
  expect(JSON.stringify(refused)).toContain("请选择「终止的原因」");
  await cadre.submit({ terminate_kind: "unreachable", terminate_reason: "打了三次电话" });
  const leader = office.person("ou_demo_l03");
  expect(leader.card("申请终止")).toContain("多次联系不上企业：打了三次电话");
  await leader.press("同意");
  expect(office.person("ou_demo_e01").sees()).toContain("多次联系不上企业：打了三次电话");
});
