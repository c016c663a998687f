import { SAMPLE_GROUPS } from "../../db/sample/settings.ts";
import { sampleRows } from "../../db/sample/rows.ts";
import type { SandboxGroup, SandboxPerson, SandboxTown } from "../sandbox/protocol.ts";

const TENANT = "tk_yunxi";
/** The page opens with the first of each side: the cadre and the leader whom a first message about power or water reaches. */
const FIRST_SEEN = new Set(["ou_demo_c29", "ou_demo_l03"]);

/** The sample town as people and groups of the local Feishu. */
export function sampleTown(): SandboxTown {
  const departments = sampleRows("departments.csv");
  const cadres = sampleRows("cadres.csv");
  const leaders = sampleRows("leaders.csv");
  const enterprises = sampleRows("enterprises.csv");
  const unitName = (id: string): string => departments.find((row) => row["dept_id"] === id)?.["name"] ?? "";
  const openIdOf = new Map<string, string>();
  const people: SandboxPerson[] = [];
  const add = (id: string, person: Omit<SandboxPerson, "unionId" | "userId">): void => {
    openIdOf.set(id, person.openId);
    people.push({ ...person, unionId: `on_${id.toLowerCase()}`, userId: id.toLowerCase() });
  };
  for (const row of enterprises) {
    const title = `${row["short_name"] ?? ""} · ${row["contact_title"] ?? ""}`;
    add(`P-${row["ent_id"] ?? ""}`, {
      openId: row["contact_open_id"] ?? "",
      name: row["contact_name"] ?? "",
      title,
      side: "enterprise",
      mobile: row["contact_phone"] ?? "",
    });
  }
  for (const row of cadres)
    add(row["cadre_id"] ?? "", {
      openId: row["feishu_open_id"] ?? "",
      name: row["name"] ?? "",
      title: `${unitName(row["dept_id"] ?? "")} · ${row["post"] ?? ""}`,
      side: "cadre",
      mobile: row["phone"] ?? "",
      departmentIds: [row["dept_id"] ?? ""],
    });
  for (const row of leaders)
    add(row["leader_id"] ?? "", {
      openId: row["feishu_open_id"] ?? "",
      name: row["name"] ?? "",
      title: row["title"] ?? "",
      side: "leader",
      mobile: row["phone"] ?? "",
    });
  people.push(...newcomers(enterprises));

  const groups: SandboxGroup[] = SAMPLE_GROUPS.map((group) => ({
    chatId: group.chatId,
    name: group.name,
    memberOpenIds: group.members.flatMap((id) => openIdOf.get(id) ?? []),
  }));
  for (const row of enterprises) {
    const members = [`P-${row["ent_id"] ?? ""}`, row["bundle_cadre_id"] ?? ""].flatMap((id) => openIdOf.get(id) ?? []);
    groups.push({
      chatId: row["group_chat_id"] ?? "",
      name: `${row["short_name"] ?? ""}服务群`,
      memberOpenIds: members,
    });
  }
  return {
    name: "云溪镇",
    tenantKey: TENANT,
    people: [
      ...people.filter(({ openId }) => FIRST_SEEN.has(openId)),
      ...people.filter(({ openId }) => !FIRST_SEEN.has(openId)),
    ],
    departments: departments.map((row) => ({ id: row["dept_id"] ?? "", name: row["name"] ?? "" })),
    groups,
    botMenu: [
      { label: "我的诉求", eventKey: "matters" },
      { label: "我的待办", eventKey: "tasks" },
      { label: "帮助", eventKey: "help" },
    ],
  };
}

/** People the desk does not know: one whose phone is in the directory, one whose is not, and one of another company. */
function newcomers(enterprises: readonly Record<string, string>[]): SandboxPerson[] {
  const first = enterprises[0] ?? {};
  return [
    {
      openId: "ou_demo_new1",
      unionId: "on_new1",
      userId: "new1",
      name: first["backup_contact_name"] ?? "",
      title: `${first["short_name"] ?? ""} · 未登记`,
      side: "enterprise",
      mobile: first["backup_contact_phone"] ?? "",
    },
    {
      openId: "ou_demo_new2",
      unionId: "on_new2",
      userId: "new2",
      name: "温如故",
      title: "新来的企业 · 未登记",
      side: "enterprise",
    },
    {
      openId: "ou_demo_out1",
      unionId: "on_out1",
      userId: "out1",
      name: "江外客",
      title: "外部企业 · 其他租户",
      side: "outsider",
      tenantKey: "tk_other",
    },
  ];
}
