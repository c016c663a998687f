import type { SandboxApp, SandboxTown } from "../../../src/sandbox/protocol.ts";

export const BOT: SandboxApp = {
  appId: "cli_a000000000000001",
  appSecret: "secret-1",
  encryptKey: "encrypt-key-1",
  verificationToken: "vt-1",
  botName: "企服",
  botOpenId: "ou_bot1",
};

export const SECOND: SandboxApp = {
  appId: "cli_a000000000000002",
  appSecret: "secret-2",
  verificationToken: "vt-2",
  botName: "另一个",
  botOpenId: "ou_bot2",
};

/** A chat of staff, one of an enterprise, one with an outsider; ids as short as a test wants to read them. */
export const TOWN: SandboxTown = {
  name: "测试镇",
  tenantKey: "tk_town",
  people: [
    person("ou_li", "李厂长", "enterprise", { mobile: "13800000001", email: "li@example.com" }),
    person("ou_wang", "王干部", "cadre", { mobile: "13800000002", departmentIds: ["od_1"] }),
    person("ou_zhao", "赵主任", "leader"),
    person("ou_gone", "离职的人", "cadre", { resigned: true }),
    person("ou_far", "范围外", "cadre", { available: false }),
    person("ou_out", "外部客户", "outsider", { tenantKey: "tk_other" }),
  ],
  groups: [
    { chatId: "oc_staff", name: "办公群", memberOpenIds: ["ou_wang", "ou_zhao"], ownerOpenId: "ou_zhao" },
    { chatId: "oc_firm", name: "企业群", memberOpenIds: ["ou_li", "ou_wang"], ownerOpenId: "ou_wang" },
    {
      chatId: "oc_outer",
      name: "外部群",
      memberOpenIds: ["ou_wang", "ou_out"],
      ownerOpenId: "ou_wang",
      external: true,
    },
    { chatId: "oc_nobot", name: "没有机器人", memberOpenIds: ["ou_wang"], ownerOpenId: "ou_wang", withBot: false },
    { chatId: "oc_thread", name: "话题群", memberOpenIds: ["ou_wang"], ownerOpenId: "ou_wang", messageType: "thread" },
  ],
  botMenu: [{ label: "我要诉求", eventKey: "new" }],
};

function person(
  openId: string,
  name: string,
  side: SandboxTown["people"][number]["side"],
  more: Partial<SandboxTown["people"][number]> = {},
): SandboxTown["people"][number] {
  const short = openId.slice(3);
  return { openId, unionId: `on_${short}`, userId: `u_${short}`, name, title: name, side, ...more };
}
