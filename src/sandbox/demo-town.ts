import type { SandboxApp, SandboxTown } from "./protocol.ts";

/** Credentials a bot uses against a sandbox started alone, unless others are given. */
export const DEMO_APP: SandboxApp = {
  appId: "cli_a000000000000001",
  appSecret: "demo-secret",
  encryptKey: "demo-encrypt-key",
  verificationToken: "demo-verification-token",
  botName: "机器人",
  botOpenId: "ou_demo_bot",
};

const person = (
  short: string,
  name: string,
  title: string,
  side: SandboxTown["people"][number]["side"],
): SandboxTown["people"][number] => ({
  openId: `ou_demo_${short}`,
  unionId: `on_demo_${short}`,
  userId: `demo_${short}`,
  name,
  title,
  side,
});

/** A small company nobody in particular owns: three colleagues, a customer from outside, two groups. */
export const DEMO_TOWN: SandboxTown = {
  name: "示例公司",
  tenantKey: "tk_demo",
  people: [
    { ...person("an", "安小明", "示例公司 · 员工", "enterprise"), mobile: "13800000001", email: "an@example.com" },
    { ...person("bai", "白晓", "示例公司 · 主管", "cadre"), mobile: "13800000002", departmentIds: ["od_office"] },
    { ...person("chen", "陈立", "示例公司 · 负责人", "leader"), mobile: "13800000003", departmentIds: ["od_office"] },
    { ...person("ding", "丁一", "外部客户", "outsider"), tenantKey: "tk_customer" },
  ],
  groups: [
    {
      chatId: "oc_demo_team",
      name: "项目群",
      memberOpenIds: ["ou_demo_an", "ou_demo_bai", "ou_demo_chen"],
      ownerOpenId: "ou_demo_chen",
    },
    {
      chatId: "oc_demo_outer",
      name: "客户群",
      memberOpenIds: ["ou_demo_bai", "ou_demo_ding"],
      ownerOpenId: "ou_demo_bai",
      external: true,
    },
  ],
  departments: [{ id: "od_office", name: "办公室" }],
  botMenu: [{ label: "帮助", eventKey: "help" }],
};
