export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  /** JSON Schema of the answer, for endpoints that know it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  readonly temperature: number;
  /** All tries together, ms. */
  readonly timeoutMs: number;
}

export type ModelFailure = "timeout" | "unreachable" | "rate_limited" | "refused" | "truncated" | "rejected" | "server";

export type ModelReply =
  | { readonly ok: true; readonly text: string; readonly tokens: number }
  | { readonly ok: false; readonly reason: ModelFailure };

/** One question to a language model. Failures are values: whoever asks always has an answer of his own. */
export interface ModelPort {
  ask(request: ModelRequest): Promise<ModelReply>;
}
