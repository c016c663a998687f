import type { DeliveryCrypto } from "./crypto.ts";

/** Keys of the app; all required, so that nothing is ever accepted unverified (fails closed). */
export interface VerifyKeys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export interface VerifyRequest {
  /** The body exactly as received; re-serialised JSON has another hash (feishu.md 7, V5). */
  readonly body: Uint8Array;
  readonly header: (name: string) => string | null;
  /** UTC ms. */
  readonly now: number;
}

/** Every way a delivery can fail to be Feishu's; the reason goes to the log, the sender only learns the status. */
export type VerifyFailure =
  | "not_json"
  | "not_encrypted"
  | "not_decryptable"
  | "headers_missing"
  | "timestamp_invalid"
  | "timestamp_skewed"
  | "signature_mismatch"
  | "token_mismatch"
  | "legacy_card_callback";

export type Verified =
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "delivery"; readonly payload: Record<string, unknown> }
  | { readonly kind: "rejected"; readonly reason: VerifyFailure };

/**
 * Allowed difference between the delivery's time and ours, either way. The documents give no window; deliveries, retries
 * too, are signed when sent (feishu.md 1.4).
 */
const MAX_SKEW_MS = 5 * 60_000;

/**
 * Verifies one request (feishu.md 1.2–1.5): the URL challenge, which carries no signature, is answered on its token alone;
 * everything else needs encryption, signature over the raw bytes, a fresh time and the token.
 */
export async function verify(keys: VerifyKeys, request: VerifyRequest, crypto: DeliveryCrypto): Promise<Verified> {
  const outer = parse(request.body);
  if (outer === null) return rejected("not_json");
  const encrypted = typeof outer["encrypt"] === "string";
  const inner = encrypted ? await open(keys, String(outer["encrypt"]), crypto) : outer;
  if (inner === null) return rejected("not_decryptable");

  if (inner["type"] === "url_verification") {
    // Plain form too: it is how the address is saved before an encrypt key is set. Nothing but an echo is given away.
    if (!sameText(tokenOf(inner), keys.verificationToken)) return rejected("token_mismatch");
    return typeof inner["challenge"] === "string"
      ? { kind: "challenge", challenge: inner["challenge"] }
      : rejected("not_json");
  }
  if (!encrypted) return rejected(isLegacyCard(inner) ? "legacy_card_callback" : "not_encrypted");
  const failure = await checkSignature(keys, request, crypto);
  if (failure !== null) return rejected(failure);
  if (!sameText(tokenOf(inner), keys.verificationToken)) return rejected("token_mismatch");
  return { kind: "delivery", payload: inner };
}

const rejected = (reason: VerifyFailure): Verified => ({ kind: "rejected", reason });

async function checkSignature(
  keys: VerifyKeys,
  request: VerifyRequest,
  crypto: DeliveryCrypto,
): Promise<VerifyFailure | null> {
  const timestamp = request.header("x-lark-request-timestamp");
  const nonce = request.header("x-lark-request-nonce");
  const signature = request.header("x-lark-signature");
  if (timestamp === null || nonce === null || signature === null) return "headers_missing";
  if (!/^\d{1,16}$/.test(timestamp)) return "timestamp_invalid";
  const value = Number(timestamp);
  const sentAt = value < 1e12 ? value * 1000 : value;
  if (Math.abs(request.now - sentAt) > MAX_SKEW_MS) return "timestamp_skewed";
  const expected = await crypto.sha256(timestamp + nonce + keys.encryptKey, request.body);
  return sameText(expected, signature) ? null : "signature_mismatch";
}

/** Constant in time for texts of the expected length; the length itself is no secret. */
function sameText(a: string, expected: string): boolean {
  const left = new TextEncoder().encode(a);
  const right = new TextEncoder().encode(expected);
  // An empty expectation is a missing key: never equal, so that a half-set configuration accepts nothing.
  if (right.length === 0 || left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i += 1) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}

async function open(keys: VerifyKeys, value: string, crypto: DeliveryCrypto): Promise<Record<string, unknown> | null> {
  if (keys.encryptKey === "") return null;
  const plain = await crypto.decrypt(keys.encryptKey, value);
  return plain === null ? null : parse(plain);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parse(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Token of a v2 header, else of a v1 envelope or challenge. */
function tokenOf(payload: Record<string, unknown>): string {
  const header = payload["header"];
  const token = typeof header === "object" && header !== null && "token" in header ? header.token : payload["token"];
  return typeof token === "string" ? token : "";
}

/** card.action.trigger_v1 is unencrypted and signed with SHA-1; refused knowingly (feishu.md 1.5). */
const isLegacyCard = (payload: Record<string, unknown>): boolean =>
  typeof payload["open_message_id"] === "string" && typeof payload["action"] === "object";
