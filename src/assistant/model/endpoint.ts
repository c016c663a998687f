import * as z from "zod";
import type { ModelFailure, ModelPort, ModelReply, ModelRequest } from "./port.ts";

export interface EndpointOptions {
  /** Any OpenAI-compatible address, up to and including /v1 or what stands for it. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  readonly fetch?: typeof fetch;
}

type Format = "json_schema" | "json_object";
type Outcome = ModelReply & { readonly again?: boolean; readonly plainer?: boolean };

const FEW_TRIES = 2;

function failure(reason: ModelFailure, more: { readonly again?: boolean; readonly plainer?: boolean } = {}): Outcome {
  return { ok: false, reason, ...more };
}

/** What an HTTP status means; only what may pass by itself is tried again. */
function outcomeOf(status: number, format: Format): Outcome {
  if (status === 429) return failure("rate_limited", { again: true });
  if (status >= 500) return failure("server", { again: true });
  return failure("rejected", { plainer: format === "json_schema" && (status === 400 || status === 422) });
}

/** What of an answer is used; everything else providers add is let be. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.number() }).nullish(),
});

async function once(
  { baseUrl, apiKey, model, fetch: send = fetch }: EndpointOptions,
  request: ModelRequest,
  format: Format,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await send(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({
        model,
        max_tokens: request.maxTokens,
        temperature: request.temperature,
        messages: [
          { role: "system", content: request.system },
          { role: "user", content: request.user },
        ],
        response_format:
          format === "json_schema"
            ? { type: "json_schema", json_schema: { name: "understanding", schema: request.schema, strict: true } }
            : { type: "json_object" },
      }),
      signal,
    });
    const body = await response.text();
    return response.ok ? read(body, request) : outcomeOf(response.status, format);
  } catch {
    return signal.aborted ? failure("timeout") : failure("unreachable", { again: true });
  }
}

function read(body: string, request: ModelRequest): Outcome {
  const answer = Completion.safeParse(jsonOf(body));
  const [choice] = answer.data?.choices ?? [];
  // A proxy's error page comes with 200 as well.
  if (choice === undefined) return failure("server", { again: true });
  if (choice.finish_reason === "length") return failure("truncated");
  const { content, refusal } = choice.message;
  if (choice.finish_reason === "content_filter" || refusal || !content) return failure("refused");
  return { ok: true, text: content, tokens: answer.data?.usage?.total_tokens ?? request.maxTokens };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * An OpenAI-compatible endpoint: one kind of call, so without an SDK, which is a tenth of what a Worker may weigh.
 * One retry within the deadline; an endpoint that rejects `json_schema` is asked with `json_object` from then on.
 */
export function createEndpoint(options: EndpointOptions): ModelPort {
  let format: Format = "json_schema";
  return {
    async ask(request) {
      const signal = AbortSignal.timeout(request.timeoutMs);
      let last: Outcome = failure("unreachable");
      for (let tries = 0; tries < FEW_TRIES && !signal.aborted;) {
        last = await once(options, request, format, signal);
        if (!last.ok && last.plainer === true) {
          format = "json_object";
          continue;
        }
        tries++;
        if (last.ok || last.again !== true) break;
      }
      return last.ok ? { ok: true, text: last.text, tokens: last.tokens } : { ok: false, reason: last.reason };
    },
  };
}
