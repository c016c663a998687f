import * as z from "zod";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { PersonRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { findPerson, hasScope, idOf, idTriple, isOutsider } from "../model/people.ts";
import { refused } from "./codes.ts";
import { userIdType } from "./chats.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./paging.ts";

const READ = ["contact:contact.base:readonly", "contact:contact:readonly_as_app", "contact:user.base:readonly"];

/** A user as the scopes let the app see it; names need their own scope (feishu.md 3.7). */
const userShape = (platform: Platform, app: SandboxApp, person: PersonRecord): Record<string, unknown> => ({
  ...idTriple(platform, app, person),
  ...(hasScope(app, "contact:user.base:readonly")
    ? {
        name: person.name,
        en_name: "",
        avatar: { avatar_72: "", avatar_240: "", avatar_640: "", avatar_origin: "" },
        job_title: person.title,
      }
    : {}),
  ...(hasScope(app, "contact:user.email:readonly") && person.email !== undefined ? { email: person.email } : {}),
  ...(hasScope(app, "contact:user.phone:readonly") && person.mobile !== undefined
    ? { mobile: `+86${person.mobile}` }
    : {}),
  ...(hasScope(app, "contact:user.department:readonly") ? { department_ids: person.departmentIds ?? [] } : {}),
  status: {
    is_frozen: false,
    is_resigned: person.resigned === true,
    is_activated: true,
    is_exited: false,
    is_unjoin: false,
  },
  is_tenant_manager: false,
});

/** Inside the app's contact range; outsiders never are (feishu.md 5.1). */
const inRange = (platform: Platform, person: PersonRecord): boolean =>
  !isOutsider(platform, person) && person.available !== false;

const userFor = (call: Call, type: string, id: string): PersonRecord => {
  if ((type === "open_id" && !id.startsWith("ou_")) || (type === "union_id" && !id.startsWith("on_")))
    throw refused(41012);
  const lookup = findPerson(call.platform, call.app, type, id);
  if (!lookup.ok) {
    if (lookup.reason === "other-app") throw refused(99992361);
    throw refused(type === "open_id" ? 99992351 : type === "user_id" ? 99992360 : 99992364);
  }
  if (!inRange(call.platform, lookup.person)) throw refused(41050);
  return lookup.person;
};

const strings = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

/** Mainland numbers match with and without +86. */
const samePhone = (a: string, b: string): boolean => a.replace(/^\+86/, "") === b.replace(/^\+86/, "");

export const contactEndpoints = [
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/users/batch",
    family: "contact",
    scopes: READ,
    query: userIdType.extend({ user_ids: strings }),
    handle: (call) => {
      const { platform, app, query } = call;
      if (query.user_ids.length === 0 || query.user_ids.length > 50) throw refused(40001);
      const items = query.user_ids.flatMap((id) => {
        const lookup = findPerson(platform, app, query.user_id_type, id);
        return lookup.ok && inRange(platform, lookup.person) ? [userShape(platform, app, lookup.person)] : [];
      });
      return { data: { items } };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/contact/v3/users/basic_batch",
    family: "contact",
    scopes: ["contact:user.basic_profile:readonly", "contact:user.base:readonly"],
    query: userIdType,
    body: z.looseObject({ user_ids: z.array(z.string()).min(1).max(10, "at most 10 users") }),
    handle: (call) => ({
      data: {
        users: call.body.user_ids.flatMap((id) => {
          const lookup = findPerson(call.platform, call.app, call.query.user_id_type, id);
          return lookup.ok && inRange(call.platform, lookup.person) ? [{ user_id: id, name: lookup.person.name }] : [];
        }),
      },
    }),
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/users/find_by_department",
    family: "contact",
    scopes: READ,
    query: pageQuery(50, 10)
      .extend(userIdType.shape)
      .extend({ department_id: z.string("department_id is required") }),
    handle: (call) => {
      const { platform, app, query } = call;
      const people = [...platform.tables.people.values()].filter(
        (person) =>
          inRange(platform, person) &&
          person.resigned !== true &&
          (query.department_id === "0"
            ? (person.departmentIds ?? []).length === 0
            : person.departmentIds?.includes(query.department_id) === true),
      );
      return { data: page(people, query, (person) => userShape(platform, app, person)) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/users/:user_id",
    family: "contact",
    scopes: READ,
    query: userIdType,
    handle: (call) => {
      const person = userFor(call, call.query.user_id_type, call.params["user_id"] ?? "");
      return { data: { user: userShape(call.platform, call.app, person) } };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/contact/v3/users/batch_get_id",
    family: "contact",
    scopes: ["contact:user.id:readonly"],
    query: userIdType,
    body: z.looseObject({
      emails: z.array(z.string()).max(50, "at most 50 emails").optional().default([]),
      mobiles: z.array(z.string()).max(50, "at most 50 mobiles").optional().default([]),
      include_resigned: z.boolean().optional().default(false),
    }),
    handle: ({ platform, app, query, body }) => {
      const people = [...platform.tables.people.values()].filter(
        (person) => inRange(platform, person) && (body.include_resigned || person.resigned !== true),
      );
      const entry = (key: "email" | "mobile", value: string): Record<string, unknown> => {
        const person = people.find((one) =>
          key === "email" ? one.email === value : one.mobile !== undefined && samePhone(one.mobile, value),
        );
        // Who is not found is listed all the same, without user_id (feishu.md 3.7).
        return person === undefined
          ? { [key]: value }
          : { user_id: idOf(platform, app, person, query.user_id_type), [key]: value };
      };
      return {
        data: {
          user_list: [
            ...body.emails.map((email) => entry("email", email)),
            ...body.mobiles.map((mobile) => entry("mobile", mobile)),
          ],
        },
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/contact/v3/scopes",
    family: "contact",
    scopes: READ,
    query: pageQuery(100, 50).extend(userIdType.shape),
    handle: ({ platform, app, query }) => {
      const people = [...platform.tables.people.values()].filter((person) => inRange(platform, person));
      const { items, ...rest } = page(people, query, (person) => idOf(platform, app, person, query.user_id_type));
      const departments = [...new Set(people.flatMap((person) => person.departmentIds ?? []))];
      return { data: { department_ids: departments, user_ids: items, group_ids: [], ...rest } };
    },
  }),
];
