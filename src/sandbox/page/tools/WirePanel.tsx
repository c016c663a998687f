import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SandboxWire } from "../../protocol.ts";
import { api } from "../state/api.ts";
import { store } from "../state/app.ts";
import { useStore } from "../state/store.ts";
import { clockText } from "../state/time.ts";
import { filterWire, isFailed, pretty } from "./wire-filter.ts";
import type { WireKind } from "./wire-filter.ts";

const KINDS: { key: WireKind; text: string }[] = [
  { key: "all", text: "全部" },
  { key: "event", text: "事件" },
  { key: "callback", text: "回调" },
  { key: "api", text: "接口" },
  { key: "error", text: "出错" },
];

const KIND_NAMES: Record<SandboxWire["kind"], string> = { event: "事件", callback: "回调", api: "接口" };

/** Everything between the platform and the bot, newest first, with bodies, latencies and errors. */
export function WirePanel(): JSX.Element {
  const wire = useStore(store, (state) => state.wire);
  const delivery = useStore(store, (state) => state.town?.delivery);
  useDelivery(wire.length);
  const [kind, setKind] = useState<WireKind>("all");
  const [words, setWords] = useState("");
  const shown = useMemo(() => filterWire(wire, kind, words), [wire, kind, words]);
  return (
    <>
      <div class="panel-filters">
        <div class="segments" role="group" aria-label="类别">
          {KINDS.map((one) => (
            <button
              key={one.key}
              type="button"
              class="segment"
              aria-pressed={kind === one.key}
              onClick={() => setKind(one.key)}
            >
              {one.text}
            </button>
          ))}
        </div>
        <input
          class="field"
          type="search"
          aria-label="筛选线路"
          placeholder="按名称、错误码、内容筛选"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {delivery && (
        <p class="wire-target">
          投递到 {delivery.target}
          {delivery.pending > 0 && ` · ${delivery.pending}条待投`}
          {delivery.lastError !== null && <span class="wire-failed"> · {delivery.lastError}</span>}
        </p>
      )}
      <ul class="wire" tabIndex={0} aria-label="线路记录">
        {shown.map((entry) => (
          <WireRow key={entry.seq} entry={entry} />
        ))}
        {shown.length === 0 && <li class="wire-none">还没有记录</li>}
      </ul>
    </>
  );
}

const DELIVERY_DELAY_MS = 400;

/** The stream does not tell how the outbox stands: asked again after something went over the wire. */
function useDelivery(seen: number): void {
  useEffect(() => {
    const ask = async () => {
      const { delivery } = await api.state();
      store.set((state) => (state.town ? { ...state, town: { ...state.town, delivery } } : state));
    };
    const timer = setTimeout(() => void ask().catch(() => undefined), DELIVERY_DELAY_MS);
    return () => clearTimeout(timer);
  }, [seen]);
}

function WireRow({ entry }: { entry: SandboxWire }): JSX.Element {
  const [open, setOpen] = useState(false);
  const failed = isFailed(entry);
  return (
    <li class={failed ? "wire-row wire-row-failed" : "wire-row"}>
      <button type="button" class="wire-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class={`wire-kind wire-${entry.kind}`}>{KIND_NAMES[entry.kind]}</span>
        <span class="wire-name">{entry.name.replace("/open-apis", "")}</span>
        <span class="wire-status">
          {entry.status > 0 ? entry.status : "—"}
          {entry.code !== undefined && entry.code !== 0 && ` · ${entry.code}`}
        </span>
        <span class="wire-latency">{Math.round(entry.latencyMs)} ms</span>
      </button>
      {open && (
        <div class="wire-bodies">
          <p class="wire-at">
            {clockText(entry.at)} · 第{entry.seq}条{entry.error !== undefined && ` · ${entry.error}`}
          </p>
          <Body title="去" body={entry.request} />
          <Body title="回" body={entry.response} />
        </div>
      )}
    </li>
  );
}

function Body({ title, body }: { title: string; body: unknown }): JSX.Element | null {
  const text = useMemo(() => pretty(body), [body]);
  if (text === "") return null;
  return (
    <div class="wire-body">
      <span>{title}</span>
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
