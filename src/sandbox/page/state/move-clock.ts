import type { SandboxClockMove } from "../../protocol.ts";
import { api } from "./api.ts";
import { store } from "./app.ts";
import { applyPush } from "./push.ts";

/** Moves the sandbox clock; the answer and the stream both bring the new time. */
export async function moveClock(move: SandboxClockMove): Promise<void> {
  const { now } = await api.clock(move);
  store.set((state) => applyPush(state, { type: "clock", now }, performance.now()));
}
