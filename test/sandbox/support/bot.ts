import { createDecipheriv, createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  /** Plaintext of the push. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  body: Record<string, any>;
}

type Answer = { status?: number; body?: unknown; delayMs?: number; raw?: string; destroy?: boolean };

export const decrypt = (key: string, value: string): string => {
  const bytes = Buffer.from(value, "base64");
  const decipher = createDecipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
};

/** A bot that writes down what it gets and answers as told; written apart from the sandbox's own crypto. */
export const startBot = async (encryptKey: string | undefined) => {
  const received: Received[] = [];
  let respond: (got: Received) => Answer | Promise<Answer> = () => ({ body: {} });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void (async () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const outer = JSON.parse(raw) as { encrypt?: string };
        const body: Received["body"] =
          outer.encrypt === undefined
            ? outer
            : (JSON.parse(decrypt(encryptKey ?? "", outer.encrypt)) as Record<string, unknown>);
        const got = { headers: request.headers, raw, body };
        received.push(got);
        const answer =
          got.body["type"] === "url_verification" ? { body: { challenge: got.body["challenge"] } } : await respond(got);
        if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
        if (answer.destroy === true) {
          request.socket.destroy();
          return;
        }
        response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
        response.end(answer.raw ?? JSON.stringify(answer.body ?? {}));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/feishu`,
    received,
    /** Pushes of one event type, oldest first. */
    of: (type: string): Received[] =>
      received.filter((got) => got.body["header"]?.event_type === type || got.body["event"]?.type === type),
    answer: (next: typeof respond): void => {
      respond = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
