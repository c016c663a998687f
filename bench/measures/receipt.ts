import { LOCAL_APP } from "../../src/local/app.ts";
import { sampleTown } from "../../src/local/town.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import type { SandboxPerson, SandboxTown } from "../../src/sandbox/protocol.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { startProduct } from "../support/child.ts";
import type { Running } from "../support/child.ts";
import { MATTERS } from "../support/events.ts";
import type { BenchContext, Measure } from "../support/measure.ts";
import { limited, watched } from "../support/measure.ts";
import { inFolder, managerNumber, prepareTown } from "../support/office.ts";
import { quantile } from "../support/stats.ts";

const PER_SECOND = 20;
/** Its messages do not count: the first ones find nothing compiled. */
const WARM_UP_S = 3;

export const receipt: Measure = {
  name: "receipt",
  about: `message → receipt card at the local Feishu, without a model, at ${PER_SECOND} messages/s; memory of the desk meanwhile`,
  run: (context) =>
    inFolder(async (dir) => {
      const asked = PER_SECOND * (WARM_UP_S + (context.quick ? 10 : 30));
      await prepareTown(dir, asked);
      const sandbox = await startSandbox({
        town: townWith(asked),
        apps: [LOCAL_APP],
        eventsUrl: null,
        dataDir: null,
        rateLimits: false,
      });
      const desk = await startProduct(dir, sandbox.url);
      try {
        sandbox.setEventsUrl(`http://127.0.0.1:${desk.port}/feishu/events`);
        const { latencies, most } = await play(context, sandbox, desk, asked);
        const note =
          `${latencies.length} receipts, each of another manager; local Feishu in the process of the bench, its rate ` +
          `limits off, the desk in its own with every card sent to cadres meanwhile`;
        return [
          watched({ name: "receipt_p50", value: quantile(latencies, 0.5), unit: "ms", note }),
          limited({ name: "receipt_p95", value: quantile(latencies, 0.95), unit: "ms", note }, 300),
          ...(most === null ? [] : [limited({ name: "memory_under_load", value: most, unit: "MiB", note }, 300)]),
        ];
      } finally {
        await desk.stop();
        await sandbox.close();
      }
    }),
};

function townWith(managers: number): SandboxTown {
  const town = sampleTown();
  const people = Array.from({ length: managers }, (_, i): SandboxPerson => {
    const ids = { unionId: `on_bench_${i}`, userId: `bench_${i}` };
    return { ...managerNumber(i), ...ids, title: "", side: "enterprise" };
  });
  return { ...town, people: [...town.people, ...people] };
}

interface Played {
  readonly latencies: readonly number[];
  readonly most: number | null;
}

async function play(context: BenchContext, sandbox: Sandbox, desk: Running, asked: number): Promise<Played> {
  const latencies: number[] = [];
  /** When the message was sent whose receipt a chat waits for. */
  const sentAt = new Map<string, number>();
  const stop = sandbox.control.subscribe((push) => {
    if (push.type !== "message" || push.message.type !== "interactive") return;
    const { chatId, content } = push.message;
    const at = sentAt.get(chatId);
    if (at === undefined || !JSON.stringify(content).includes("QF-")) return;
    sentAt.delete(chatId);
    latencies.push(performance.now() - at);
  });
  const warmUp = WARM_UP_S * PER_SECOND;
  let most: number | null = null;
  const began = performance.now();
  for (let i = 0; i < asked; i += 1) {
    const wait = began + (1000 * i) / PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (i === warmUp) latencies.length = 0;
    if (i % PER_SECOND === 0) most = Math.max(most ?? 0, desk.residentMiB() ?? 0);
    const at = performance.now();
    const { chatId } = sandbox.control.say(managerNumber(i).openId, MATTERS[i % MATTERS.length] ?? "");
    sentAt.set(chatId, at);
  }
  const until = performance.now() + 5000;
  while (sentAt.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  stop();
  if (sentAt.size > 0) context.say(`receipt: ${sentAt.size} chats still wait for a receipt`);
  return { latencies, most: most === 0 ? null : most };
}
