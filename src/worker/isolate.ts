import type { Memory } from "../build-deps.ts";
import { createMemory } from "../build-deps.ts";
import type { Result } from "../domain/result.ts";
import { fail, ok } from "../domain/result.ts";
import type { Log } from "../log.ts";
import { createLog } from "../log.ts";
import type { Watch } from "./linger.ts";
import type { LocalClock } from "./local-clock.ts";
import { realNow } from "./machine.ts";
import type { Env } from "./runtime.ts";
import type { SettingsFault, WorkerSettings } from "./settings.ts";
import { readSettings } from "./settings.ts";

/** What all requests of one isolate share: settings and remembered values, never promises, timers or connections. */
export interface Isolate {
  readonly settings: WorkerSettings;
  readonly memory: Memory;
  readonly clock: LocalClock;
  readonly watch: Watch;
  readonly log: Log;
}

let built: Result<Isolate, SettingsFault> | null = null;

/** Built at the first request: settings come with it, and a failure is logged once. */
export function isolateOf(env: Env): Result<Isolate, SettingsFault> {
  built ??= build(env);
  return built;
}

function build(env: Env): Result<Isolate, SettingsFault> {
  const log = createLog({ write: (line) => console.log(line), now: realNow });
  const settings = readSettings(env);
  if (!settings.ok) {
    log.error("settings.unusable", { reason: settings.error.sentence });
    return fail(settings.error);
  }
  return ok({
    settings: settings.value,
    memory: createMemory(realNow),
    clock: { offset: 0 },
    watch: { until: 0 },
    log,
  });
}
