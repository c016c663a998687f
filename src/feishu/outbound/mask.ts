/** Phones in an outgoing message, masked: the platform's audit may refuse plain ones (230028, feishu.md 3.4). */
export function maskPhones<T>(message: T): T {
  const masked = JSON.stringify(message).replace(/(?<!\d)(1\d{2})[- ]?\d{4}[- ]?(\d{4})(?!\d)/g, "$1****$2");
  return JSON.parse(masked) as T;
}
