/** A key project of the fictional town from its row (五定, 003-14). */
export function sampleProject(row: Readonly<Record<string, string>>) {
  const cell = (name: string): string => row[name]?.trim() ?? "";
  return {
    id: cell("project_id"),
    name: cell("name"),
    aliases: cell("aliases").split(";").filter(Boolean),
    site: cell("site"),
    enterpriseId: cell("ent_id") || null,
    level: cell("level"),
    phase: cell("phase"),
    leaderId: cell("leader_id"),
    unitId: cell("dept_id"),
    personId: cell("person_id"),
    target: cell("target"),
    dueDay: cell("due_day"),
    running: cell("running") === "1",
  };
}
