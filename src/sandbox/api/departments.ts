import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./paging.ts";

const READ = ["contact:contact.base:readonly", "contact:contact:readonly_as_app", "contact:department.base:readonly"];

interface Department {
  id: string;
  name: string;
  parentId: string;
}

/** Departments of the town, and those only people mention. */
const departmentsOf = (platform: Platform): Department[] => {
  const known = (platform.town.departments ?? []).map((one) => ({ parentId: "0", ...one }));
  const mentioned = new Set([...platform.tables.people.values()].flatMap((person) => person.departmentIds ?? []));
  for (const one of known) mentioned.delete(one.id);
  return [...known, ...[...mentioned].map((id) => ({ id, name: id, parentId: "0" }))];
};

const shape = (platform: Platform, department: Department): Record<string, unknown> => ({
  name: department.name,
  parent_department_id: department.parentId,
  department_id: department.id,
  open_department_id: department.id,
  member_count: [...platform.tables.people.values()].filter(
    (one) => one.departmentIds?.includes(department.id) === true,
  ).length,
  status: { is_deleted: false },
});

const below = (all: readonly Department[], id: string, deep: boolean): Department[] => {
  const children = all.filter((one) => one.parentId === id);
  return deep ? children.flatMap((one) => [one, ...below(all, one.id, true)]) : children;
};

const above = (all: readonly Department[], id: string): Department[] => {
  const parent = all.find((one) => one.id === all.find((child) => child.id === id)?.parentId);
  return parent === undefined ? [] : [parent, ...above(all, parent.id)];
};

export const departmentEndpoints = [
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/departments/parent",
    family: "contact",
    scopes: READ,
    query: pageQuery(50, 10).extend({ department_id: z.string("department_id is required") }),
    handle: ({ platform, query }) => ({
      data: page(above(departmentsOf(platform), query.department_id), query, (one) => shape(platform, one)),
    }),
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/departments/batch",
    family: "contact",
    scopes: READ,
    query: z.looseObject({ department_ids: z.union([z.string(), z.array(z.string())]) }),
    handle: ({ platform, query }) => {
      const wanted = [query.department_ids].flat();
      return {
        data: {
          items: departmentsOf(platform)
            .filter((one) => wanted.includes(one.id))
            .map((one) => shape(platform, one)),
        },
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/departments/:department_id/children",
    family: "contact",
    scopes: READ,
    query: pageQuery(50, 10).extend({ fetch_child: z.enum(["true", "false"]).optional() }),
    handle: ({ platform, params, query }) => {
      const listed = below(departmentsOf(platform), params["department_id"] ?? "", query.fetch_child === "true");
      return { data: page(listed, query, (one) => shape(platform, one)) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/departments/:department_id",
    family: "contact",
    scopes: READ,
    handle: ({ platform, params }) => {
      const department = departmentsOf(platform).find((one) => one.id === params["department_id"]);
      if (department === undefined) throw refused(43007);
      return { data: { department: shape(platform, department) } };
    },
  }),
];
