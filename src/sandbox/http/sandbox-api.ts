import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono";
import type * as z from "zod";
import { streamSSE } from "hono/streaming";
import type { Platform } from "../core/platform.ts";
import type { SandboxControl } from "../control/control.ts";
import type { SandboxGalleryEntry, SandboxPush } from "../protocol.ts";
import type { SandboxOptions } from "../options.ts";
import { validateCard } from "../cards/validate.ts";
import { NotPossible } from "../delivery/click.ts";
import {
  asBody,
  clickBody,
  clockBody,
  faultsBody,
  groupBody,
  menuBody,
  personBody,
  reactBody,
  readBody,
  recallBody,
  sendBody,
} from "./requests.ts";
import { asText } from "../core/values.ts";

/** Real ms between signs of life on a quiet stream, so that proxies keep it. */
const KEEP_ALIVE_MS = 15_000;

const numberOr = (text: string | undefined, standard: number): number => {
  const value = Number(text);
  return text === undefined || text === "" || Number.isNaN(value) ? standard : value;
};

const KINDS = ["image", "file", "audio", "media"] as const;

/** The JSON body of a request. @throws NotPossible that names the first wrong field */
const read = async <T>(c: Context, schema: z.ZodType<T>): Promise<T> => {
  const parsed = schema.safeParse(await c.req.json());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NotPossible(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "invalid"}`);
};

/** A gallery card with what the validator says of it. */
const judged = (entry: SandboxGalleryEntry): SandboxGalleryEntry => ({
  ...entry,
  problems: entry.problems ?? validateCard(entry.card).map((one) => `${one.code} ${one.message} · ${one.path}`),
});

/** `/sandbox/api/*` as protocol.ts says; what a person could not do is 400 with the reason. */
export const sandboxApi = (
  platform: Platform,
  control: SandboxControl,
  shows: Pick<SandboxOptions, "story" | "gallery">,
): Hono<{ Bindings: HttpBindings }> => {
  const api = new Hono<{ Bindings: HttpBindings }>();

  api.onError((error, c) => {
    if (error instanceof NotPossible || error instanceof SyntaxError) return c.json({ error: error.message }, 400);
    platform.log(`sandbox api: ${error.stack ?? error.message}`);
    return c.json({ error: error.message }, 500);
  });

  api.get("/state", (c) => c.json(control.state()));
  api.get("/clock", (c) => c.json({ now: platform.clock.now(), offset: platform.clock.offset }));
  api.post("/clock", async (c) => c.json({ now: await control.moveClock(await read(c, clockBody)) }));
  api.get("/faults", (c) => c.json(control.faults()));
  api.post("/faults", async (c) => c.json(control.setFaults(await read(c, faultsBody))));
  api.get("/wire", (c) => c.json({ entries: control.wire(numberOr(c.req.query("after"), 0)) }));
  api.get("/chats", (c) => c.json({ chats: control.chats(c.req.query("as") ?? "") }));
  api.get("/messages", (c) => {
    const before = c.req.query("before");
    return c.json(
      control.messages(c.req.query("as") ?? "", c.req.query("chat") ?? "bot", {
        ...(before === undefined || before === "" ? {} : { before: Number(before) }),
        limit: Math.min(500, numberOr(c.req.query("limit"), 50)),
      }),
    );
  });
  api.post("/read", async (c) => {
    const { as, chatId } = await read(c, readBody);
    control.read(as, chatId);
    return c.json({});
  });
  api.post("/send", async (c) => c.json(control.send(await read(c, sendBody))));
  api.post("/click", async (c) => c.json(await control.click(await read(c, clickBody))));
  api.post("/recall", async (c) => {
    const { as, messageId } = await read(c, recallBody);
    control.recall(as, messageId);
    return c.json({});
  });
  api.post("/react", async (c) => {
    control.react(await read(c, reactBody));
    return c.json({});
  });
  api.post("/menu", async (c) => {
    const { as, eventKey } = await read(c, menuBody);
    control.menu(as, eventKey);
    return c.json({});
  });
  api.post("/enter", async (c) => c.json(control.enter((await read(c, asBody)).as)));
  api.post("/group", async (c) => c.json(control.group(await read(c, groupBody))));
  api.post("/person", async (c) => c.json(control.person(await read(c, personBody))));
  api.post("/verify-url", async (c) => c.json(await control.verifyUrl()));
  api.post("/reset", async (c) => {
    await control.reset();
    return c.json({});
  });
  api.post("/upload", async (c) => {
    const form = await c.req.formData().catch(() => {
      throw new NotPossible("upload is multipart/form-data");
    });
    const file = form.get("file");
    const kind = KINDS.find((known) => known === form.get("kind"));
    if (!(file instanceof File) || kind === undefined) throw new NotPossible("upload needs as, kind and file");
    const duration = form.get("duration");
    return c.json(
      control.upload({
        as: asText(form.get("as")),
        kind,
        fileName: file.name,
        mime: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
        ...(typeof duration === "string" ? { durationMs: Number(duration) } : {}),
      }),
    );
  });
  /** Bytes of a picture, voice or file, for the page. */
  api.get("/file/:key", (c) => {
    const key = c.req.param("key");
    const file = platform.tables.files.get(key);
    const bytes = file === undefined ? null : platform.blobs.get(key);
    if (file === undefined || bytes === null) return c.json({ error: "no such file" }, 404);
    return new Response(Uint8Array.from(bytes), {
      headers: {
        "content-type": file.mime,
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        // People upload HTML and SVG, too; they must not run in the page's origin.
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  });

  api.get("/story", (c) => c.json({ story: shows.story ?? null }));
  api.get("/gallery", (c) => c.json({ entries: (shows.gallery?.() ?? []).map(judged) }));

  api.get("/stream", (c) =>
    streamSSE(c, async (stream) => {
      const queue: SandboxPush[] = [];
      let wake = (): void => {};
      const unsubscribe = control.subscribe((push) => {
        queue.push(push);
        wake();
      });
      stream.onAbort(() => {
        unsubscribe();
        wake();
      });
      await stream.writeSSE({
        data: JSON.stringify({ type: "clock", now: platform.clock.now() } satisfies SandboxPush),
      });
      while (!stream.aborted && !stream.closed) {
        const push = queue.shift();
        if (push !== undefined) {
          await stream.writeSSE({ data: JSON.stringify(push) });
          continue;
        }
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(() => void stream.write(": \n\n").then(() => resolve()), KEEP_ALIVE_MS);
          timer.unref();
        });
        clearTimeout(timer);
      }
      unsubscribe();
    }),
  );
  return api;
};
