import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import type { ThingRecord } from "../core/records.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { once } from "./once.ts";

const WRITE = ["task:task:write", "task:task"];
const FOREVER = Number.POSITIVE_INFINITY;

const due = z.looseObject({ timestamp: z.string().regex(/^\d+$/), is_all_day: z.boolean().optional() });

const fields = z.looseObject({
  summary: z.string().min(1).max(3000).optional(),
  description: z.string().max(3000).optional(),
  due: due.optional(),
  extra: z.string().max(65_536).optional(),
  completed_at: z.string().regex(/^\d+$/).optional(),
});

const creation = fields.extend({
  summary: z.string().min(1).max(3000),
  members: z
    .array(
      z.looseObject({
        id: z.string(),
        type: z.enum(["user", "app"]).optional(),
        role: z.enum(["assignee", "follower"]),
      }),
    )
    .max(50)
    .optional(),
  origin: z
    .looseObject({
      platform_i18n_name: z.looseObject({}),
      href: z.looseObject({ url: z.string(), title: z.string().max(512).optional() }).optional(),
    })
    .optional(),
  client_token: z.string().min(1).max(100).optional(),
  mode: z.union([z.literal(1), z.literal(2)]).optional(),
});

/** `due` is kept at second precision (feishu.md 3.10). */
const stored = (value: Record<string, unknown>): Record<string, unknown> => {
  const parsed = due.safeParse(value["due"]);
  if (!parsed.success) return value;
  const timestamp = String(Math.floor(Number(parsed.data.timestamp) / 1000) * 1000);
  return { ...value, due: { is_all_day: false, ...parsed.data, timestamp } };
};

const taskOf = (platform: Platform, guid: string): ThingRecord => {
  const task = platform.tables.things.get(guid);
  if (task?.kind !== "task") throw refused(1470404);
  return task;
};

const shape = (task: ThingRecord): Record<string, unknown> => ({
  guid: task.id,
  task_id: `t${task.id.slice(0, 6)}`,
  status: task.value["completed_at"] === undefined || task.value["completed_at"] === "0" ? "todo" : "done",
  created_at: String(task.createdAt),
  updated_at: String(task.updatedAt),
  url: `https://applink.feishu.cn/client/todo/detail?guid=${task.id}`,
  ...task.value,
});

export const taskEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/task/v2/tasks",
    family: "task",
    scopes: WRITE,
    handle: ({ platform, app, body }) => {
      const parsed = creation.safeParse(body);
      if (!parsed.success) throw refused(1470400);
      const { client_token: clientToken, ...value } = parsed.data;
      const key = clientToken === undefined ? undefined : `task/${app.appId}/${clientToken}`;
      const { id } = once(platform, key, FOREVER, () => {
        const guid = platform.ids.next("", 32);
        const now = platform.clock.now();
        platform.tables.things.put(guid, {
          id: guid,
          kind: "task",
          parent: app.appId,
          createdAt: now,
          updatedAt: now,
          value: stored(value),
        });
        return guid;
      });
      return { data: { task: shape(taskOf(platform, id)) } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/task/v2/tasks/:task_guid",
    family: "task",
    scopes: [...WRITE, "task:task:read"],
    handle: ({ platform, params }) => ({ data: { task: shape(taskOf(platform, params["task_guid"] ?? "")) } }),
  }),
  endpoint({
    method: "PATCH",
    path: "/open-apis/task/v2/tasks/:task_guid",
    family: "task",
    scopes: WRITE,
    handle: ({ platform, params, body }) => {
      const task = taskOf(platform, params["task_guid"] ?? "");
      const parsed = z.looseObject({ task: fields, update_fields: z.array(z.string()).min(1) }).safeParse(body);
      // What a task came from can never be changed.
      if (!parsed.success || parsed.data.update_fields.includes("origin")) throw refused(1470400);
      const next = { ...task.value };
      for (const field of parsed.data.update_fields) {
        const value = parsed.data.task[field];
        if (value === undefined) delete next[field];
        else next[field] = value;
      }
      const changed = { ...task, value: stored(next), updatedAt: platform.clock.now() };
      platform.tables.things.put(task.id, changed);
      return { data: { task: shape(changed) } };
    },
  }),
];
