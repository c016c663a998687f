import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { compress } from "hono/compress";

interface PageBundle {
  get(path: string): { body: Uint8Array | string; type: string } | null;
}

const PLAIN =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>本地飞书</title><p>本地飞书已启动；聊天页面没有随附，接口在 /open-apis 和 /sandbox/api。</p></html>';

/** Built at run time, so that the type checker and a published server do without the page. */
const loadBundle = async (log: (line: string) => void): Promise<PageBundle | null> => {
  const address = new URL("../page/bundle.ts", import.meta.url).href;
  try {
    const loaded = (await import(address)) as { pageBundle(): Promise<PageBundle> };
    return await loaded.pageBundle();
  } catch (error) {
    log(`chat page not available: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
};

/** The chat page at `/` and its files under `/assets/`; loaded at the first request. */
export const pageRoutes = (log: (line: string) => void): Hono<{ Bindings: HttpBindings }> => {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.use("/", compress());
  routes.use("/assets/*", compress());
  let bundle: Promise<PageBundle | null> | null = null;
  const serve = async (path: string): Promise<Response> => {
    bundle ??= loadBundle(log);
    const loaded = await bundle;
    // A build that failed is tried again at the next request.
    if (loaded === null) bundle = null;
    const file = loaded?.get(path);
    if (file !== null && file !== undefined) {
      return new Response(typeof file.body === "string" ? file.body : Uint8Array.from(file.body), {
        headers: {
          "content-type": file.type,
          // Asset names carry their content's hash.
          "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        },
      });
    }
    return path === "/"
      ? new Response(PLAIN, { headers: { "content-type": "text/html; charset=utf-8" } })
      : new Response("not found", { status: 404 });
  };
  routes.get("/", () => serve("/"));
  routes.get("/assets/*", (c) => serve(c.req.path));
  routes.get("/gallery", () => serve("/gallery"));
  return routes;
};
