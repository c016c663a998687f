/** What we use of the Workers runtime's types; its package of types would redeclare those of Node, which the tests need. */
export interface ExecutionContext {
  /** Keeps the request alive for work after its answer, 30 s at most. */
  waitUntil(work: Promise<unknown>): void;
}

export interface ScheduledController {
  /** UTC ms of the slot, whenever it really runs. */
  readonly scheduledTime: number;
  readonly cron: string;
}

export type Env = Readonly<Record<string, unknown>>;
