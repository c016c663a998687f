import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** What the endpoint does with the n-th request (from 0). */
export type Behaviour = (response: ServerResponse, seen: Seen, n: number) => void;

export interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** An OpenAI-compatible endpoint on this machine that behaves as badly as it is told to. */
export async function endpoint(behave: Behaviour): Promise<Endpoint> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const one = { body: JSON.parse(text) as Record<string, unknown>, text };
      seen.push(one);
      behave(response, one, seen.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function say(response: ServerResponse, content: string | null, more: Record<string, unknown> = {}): void {
  const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content }, ...more };
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({ id: "c1", object: "chat.completion", choices: [choice], usage: { total_tokens: 321 } }),
  );
}

export function fail(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ error: { message: text, type: "error" } }));
}
