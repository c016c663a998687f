import type { RateLimits } from "./limits.ts";

/** State of the API layer itself. */
export interface Services {
  limits: RateLimits;
}
