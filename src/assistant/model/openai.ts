import type OpenAI from "openai";
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

/** What an error of the SDK means; only what may pass by itself is tried again. */
function outcomeOf(error: unknown, format: Format, expired: boolean): Outcome {
  if (expired) return failure("timeout");
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 429) return failure("rate_limited", { again: true });
  if (typeof status === "number" && status >= 500) return failure("server", { again: true });
  if (typeof status === "number" && status >= 400) {
    return failure("rejected", { plainer: format === "json_schema" && (status === 400 || status === 422) });
  }
  return failure("unreachable", { again: true });
}

async function once(
  client: OpenAI,
  model: string,
  request: ModelRequest,
  format: Format,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const answer = await client.chat.completions.create(
      {
        model,
        max_tokens: request.maxTokens,
        temperature: request.temperature,
        messages: [
          { role: "system", content: request.system },
          { role: "user", content: request.user },
        ],
        response_format:
          format === "json_schema"
            ? {
                type: "json_schema",
                json_schema: { name: "understanding", schema: { ...request.schema }, strict: true },
              }
            : { type: "json_object" },
      },
      { signal, maxRetries: 0 },
    );
    // A proxy's error page parses as an answer without choices.
    const choice = (answer as Partial<typeof answer>).choices?.[0];
    if (!choice) return failure("server", { again: true });
    if (choice.finish_reason === "length") return failure("truncated");
    const text = choice.message.content ?? "";
    if (choice.finish_reason === "content_filter" || choice.message.refusal || text === "") return failure("refused");
    return { ok: true, text, tokens: answer.usage?.total_tokens ?? request.maxTokens };
  } catch (error) {
    return outcomeOf(error, format, signal.aborted);
  }
}

/**
 * An OpenAI-compatible endpoint. The SDK is loaded at the first question, so that an office without a model does not pay for it.
 * One retry within the deadline; an endpoint that rejects `json_schema` is asked with `json_object` from then on.
 */
export function createEndpoint(options: EndpointOptions): ModelPort {
  let client: Promise<OpenAI> | null = null;
  let format: Format = "json_schema";
  const load = async (): Promise<OpenAI> => {
    const { default: Client } = await import("openai");
    const { baseUrl: baseURL, apiKey, fetch } = options;
    return new Client({ baseURL, apiKey, maxRetries: 0, ...(fetch ? { fetch } : {}), dangerouslyAllowBrowser: true });
  };
  return {
    async ask(request) {
      client ??= load();
      const signal = AbortSignal.timeout(request.timeoutMs);
      let last: Outcome = failure("unreachable");
      for (let tries = 0; tries < FEW_TRIES && !signal.aborted;) {
        last = await once(await client, options.model, request, format, signal);
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
