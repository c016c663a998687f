import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface StubPlatform {
  readonly url: string;
  /** Calls answered so far. */
  readonly calls: () => number;
  close(): Promise<void>;
}

/** Says yes to every call of the open platform at once and keeps nothing, so that only the desk is measured. */
export async function startStubPlatform(): Promise<StubPlatform> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => {
      calls += 1;
      const answer = JSON.stringify(answerOf(request.url ?? "", calls));
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What each call answers when it went well (feishu.md 3.1, 2.3, 2.5). */
export function answerOf(url: string, call: number): Record<string, unknown> {
  if (url.includes("/tenant_access_token/")) return { code: 0, tenant_access_token: "t-bench", expire: 7200 };
  if (url.includes("/bot/v3/info")) return { code: 0, bot: { open_id: "ou_local_bot" } };
  return { code: 0, data: { message_id: `om_sent_${call}` } };
}
