import { afterEach, expect, test } from "vitest";
import { mirrorState } from "../../db/schema/index.ts";
import { COLUMNS } from "../../src/mirror/columns.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import type { BaseInHand } from "../support/base.ts";
import { makeBase } from "../support/base.ts";
import { MINUTE, until } from "../support/clock.ts";
import { openOffice } from "../support/office.ts";
import type { Office } from "../support/office.ts";

let office: Office;
let base: BaseInHand;
afterEach(() => office.close());

async function open(options: {
  readonly prepared: boolean;
  readonly sandbox?: Partial<SandboxOptions>;
}): Promise<void> {
  office = await openOffice({
    ...(options.sandbox === undefined ? {} : { sandbox: options.sandbox }),
    bitable: async (sandbox) => {
      base = await makeBase(sandbox.url, options.prepared ? COLUMNS : []);
      return base.bitable;
    },
  });
}

const health = async (): Promise<Record<string, unknown>> =>
  (await (await fetch(`http://127.0.0.1:${office.serving.port}/healthz`)).json()) as Record<string, unknown>;

test("what is said in chat stands in the base minutes later, and moves there as it moves here; complaints never do", async () => {
  await open({ prepared: true });
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.person("ou_demo_e02").say("我要投诉,城管队的人吃拿卡要,不给钱就刁难");
  await office.advance(6 * MINUTE);
  const rows = await until("the ticket's row", async () => {
    const found = await base.rows();
    return found.length > 0 && found;
  });
  expect(rows).toMatchObject([{ 编号: "QF-20261124-0001", 状态: "待接收", 企业: expect.stringContaining("禾穗") }]);
  await office.person("ou_demo_c29").press("接收");
  await office.advance(6 * MINUTE);
  await until("the change", async () => (await base.rows())[0]?.["状态"] === "办理中");
  expect(await base.rows()).toHaveLength(1);
  const words = Object.values((await base.rows())[0] ?? {}).filter((cell) => typeof cell === "string");
  expect(words.join(" ")).not.toMatch(/1\d{10}|城管|注塑机全停/);
  expect(await health()).toMatchObject({ ok: true, mirror: { waiting: 0, fault: null } });
});

test("a table that is not right is told by /healthz with what is missing, and the desk does not mind", async () => {
  await open({ prepared: false });
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  expect(office.person("ou_demo_e01").card("QF-")).toContain("已收到");
  await until("the fault", async () => ((await health())["mirror"] as { fault: unknown }).fault !== null);
  expect(await health()).toMatchObject({
    ok: true,
    mirror: { fault: { kind: "columns", columns: { missing: expect.arrayContaining(["编号", "企业"]) } } },
  });
});

test("while the base takes seconds for one write, a message is answered at once", async () => {
  await open({ prepared: true, sandbox: { bitableWriteMs: 3000 } });
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.advance(6 * MINUTE);
  const turn = async () => (await office.db.select().from(mirrorState))[0]?.turn ?? null;
  await until("the mirror to write", turn);
  const began = office.sandbox.control.wire().length;
  await office.person("ou_demo_e02").say("厂门口的路灯坏了好几天,晚上工人不敢走");
  expect(office.person("ou_demo_e02").card("QF-")).toContain("已收到");
  const after = office.sandbox.control.wire().slice(began);
  expect(after.some(({ name }) => name.includes("/im/v1/messages"))).toBe(true);
  // The write that was under way has not ended yet: nobody waited for it.
  expect(await turn()).not.toBeNull();
  expect(await base.rows()).toEqual([]);
});
