import { expect } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";

export interface Stage {
  person(openId: string): PersonAtPhone;
}

const NO = "QF-20261124-0001";

/**
 * Message → receipt → accept → ask → supplement → progress → resolve → bad mark → redo → good mark → closed (000-16, 000-17,
 * 003-08, B.8), over real HTTP, with what each party sees at each step. Runs on any runtime that serves the sample town.
 */
export async function playMainJob(stage: Stage): Promise<void> {
  const manager = stage.person("ou_demo_e01");
  const cadre = stage.person("ou_demo_c29");
  const head = stage.person("ou_demo_c28");
  const bundle = stage.person("ou_demo_c17");

  // The manager has somebody with a name and a phone within a second; until the cadre accepts, the first responder (首问).
  await manager.say("园区纬二路停电了,注塑机全停了");
  expect(manager.card(NO)).toMatch(/已收到[\s\S]*供电[\s\S]*房若水 140-0000-0106/);
  expect(cadre.card("禾穗食品")).toMatch(/苗德润[\s\S]*140-0000-1001[\s\S]*纬二路[\s\S]*首接：房若水/);
  expect(cadre.card("禾穗食品")).toContain("[接收]");
  expect(bundle.card("禾穗食品")).not.toContain("[接收]");

  const accepted = await cadre.press("接收");
  expect(accepted.toast).toMatchObject({ type: "success" });
  expect(accepted.cardUpdated).toBe(true);
  expect(manager.card(NO)).toContain("尤在渊 140-0000-0129");
  expect(cadre.card("禾穗食品")).not.toContain("[接收]");

  // All missing papers in one list; the clock stands still meanwhile (003-08).
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "停电范围照片\n设备清单" });
  const asked = manager.card("停电范围照片");
  expect(asked).toContain("设备清单");
  expect(asked).toContain("[补充材料]");
  expect(cadre.card("禾穗食品")).toContain("⚪");

  await manager.say("范围是纬二路3号到9号,设备是注塑机四台");
  expect(cadre.sees()).toContain("注塑机四台");
  expect(cadre.card("禾穗食品")).not.toContain("⚪");

  // Visible progress reaches the enterprise, an internal note does not.
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "抢修车已出发,预计一小时到", progress_visible: "yes" });
  expect(manager.sees()).toContain("抢修车已出发");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "主线路老化,要报计划", progress_visible: "no" });
  expect(manager.sees()).not.toContain("主线路老化");
  expect(cadre.card("禾穗食品")).toContain("主线路老化");

  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电,故障是电缆接头烧坏", resolve_benefit: "3000" });
  expect(manager.card("已恢复供电")).toMatch(/\[非常满意\][\s\S]*\[没解决/);

  // A bad mark comes back to the same person, and to his head, with the reason (B.8).
  await manager.press("不满意");
  await manager.submit({ rate_reasons: [], rate_comment: "晚上又停了一次" });
  expect(cadre.sees()).toContain("晚上又停了一次");
  expect(head.sees()).toContain("晚上又停了一次");
  expect(manager.card(NO)).not.toContain("[非常满意]");

  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已更换整段电缆,连续供电稳定" });
  await manager.press("非常满意", { on: "已更换整段电缆" });
  expect(manager.card(NO)).not.toContain("[非常满意]");
  expect(cadre.card("禾穗食品")).not.toContain("[办结]");
}
