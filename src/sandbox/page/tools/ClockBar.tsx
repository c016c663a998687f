import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SandboxClockMove } from "../../protocol.ts";
import { store } from "../state/app.ts";
import { moveClock } from "../state/move-clock.ts";
import { useStore } from "../state/store.ts";
import { fullClock } from "../state/time.ts";
import { attempt } from "../state/toast.ts";
import { Icon } from "../ui/icons.tsx";
import { Menu } from "../ui/Menu.tsx";

const MOVES: { key: string; text: string; short: string; move: SandboxClockMove }[] = [
  { key: "hour", text: "过1小时", short: "+1小时", move: { op: "advance", ms: 3_600_000 } },
  { key: "morning", text: "到下个办公早上", short: "下个办公早上", move: { op: "nextOfficeMorning" } },
  { key: "workday", text: "过1个工作日", short: "+1个工作日", move: { op: "nextWorkingDay" } },
  { key: "due", text: "到下一件到期", short: "到下一件到期", move: { op: "nextDue" } },
  { key: "real", text: "回到现在", short: "现在", move: { op: "real" } },
];

/** Time in the town, running, and the ways to move it. */
export function ClockBar(): JSX.Element {
  const clock = useStore(store, (state) => state.clock);
  const [busy, setBusy] = useState<string | null>(null);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 5000);
    return () => clearInterval(timer);
  }, []);

  const move = async (key: string) => {
    const found = MOVES.find((one) => one.key === key);
    if (!found || busy !== null) return;
    setBusy(key);
    await attempt(null, () => moveClock(found.move));
    setBusy(null);
  };

  const now = clock.now + (performance.now() - clock.at);
  return (
    <div class="clock" role="group" aria-label="时钟">
      <span class="clock-now">
        {busy === null ? <Icon name="time" /> : <span class="spinner" />}
        <time aria-live="off">{clock.now === 0 ? "…" : fullClock(now)}</time>
      </span>
      <span class="clock-buttons">
        {MOVES.map((one) => (
          <button
            key={one.key}
            type="button"
            class="chip"
            title={one.text}
            aria-busy={busy === one.key}
            onClick={() => void move(one.key)}
          >
            {one.short}
          </button>
        ))}
      </span>
      <span class="clock-menu">
        <Menu
          label={`拨时钟，${fullClock(now)}`}
          className="chip"
          items={MOVES.map((one) => ({ key: one.key, text: one.text }))}
          onChoose={(item) => void move(item.key)}
        >
          <span class="chip-words">拨时钟</span>
          <span class="chip-time">{fullClock(now)}</span>
          <Icon name="down" size={12} />
        </Menu>
      </span>
    </div>
  );
}
