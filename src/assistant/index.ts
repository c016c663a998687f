import { complaint } from "./gates/complaint.ts";
import { emergency } from "./gates/emergency.ts";
import { understandOffline } from "./offline.ts";
import type { Assistant } from "./types.ts";

export interface AssistantOptions {
  /** Names of this town's roads, zones and villages. */
  readonly places?: readonly string[];
  /** Minutes east of UTC of the office; 480 when missing. */
  readonly offsetMinutes?: number;
}

/** The desk's understanding of messages. It suggests and never writes. */
export function createAssistant(options: AssistantOptions = {}): Assistant {
  const offline = { places: options.places ?? [], offsetMinutes: options.offsetMinutes ?? 480 };
  return {
    emergency,
    complaint,
    understand: async (message) => await Promise.resolve(understandOffline(message, offline)),
  };
}

export type { Assistant } from "./types.ts";
