import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { store } from "../state/app.ts";
import { addColumn } from "../state/columns.ts";
import { startOver } from "../state/connect.ts";
import type { PanelName } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { toggleTheme } from "../state/theme.ts";
import { toast } from "../state/toast.ts";
import { openStory } from "../story/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { Icon } from "../ui/icons.tsx";
import { ClockBar } from "./ClockBar.tsx";
import { Elsewhere } from "./Elsewhere.tsx";

/** Name of the town, clock, and what stands around the chats. */
export function TopBar(): JSX.Element {
  const town = useStore(store, (state) => state.town);
  const panel = useStore(store, (state) => state.panel);
  const online = useStore(store, (state) => state.online);
  const theme = useStore(store, (state) => state.theme);
  const faulty = useStore(store, (state) =>
    Object.entries(state.faults ?? {}).some(([key, value]) => (key === "retryTimeScale" ? value !== 1 : value > 0)),
  );
  const [asking, setAsking] = useState(false);
  const open = (name: PanelName) => store.set((state) => ({ ...state, panel: state.panel === name ? null : name }));

  const reset = async (yes: boolean) => {
    setAsking(false);
    if (yes && (await startOver())) toast(null, "success", "已重置");
  };

  return (
    <header class="top-bar">
      <div class="brand">
        <span class={online ? "brand-dot brand-online" : "brand-dot"} title={online ? "已连接" : "连接中"} />
        <h1>{town?.town ?? "本地飞书"}</h1>
        {town && !online && (
          <span class="offline" role="status">
            连接断了，正在重连
          </span>
        )}
      </div>
      <ClockBar />
      <Elsewhere most={2} />
      <nav class="top-tools" aria-label="工具">
        <button type="button" class="tool tool-story" aria-label="故事" onClick={() => void openStory()}>
          <Icon name="play" />
          <span>故事</span>
        </button>
        <button
          type="button"
          class="tool"
          aria-label="线路"
          aria-pressed={panel === "wire"}
          onClick={() => open("wire")}
        >
          <Icon name="wire" />
          <span>线路</span>
        </button>
        <button
          type="button"
          class={faulty ? "tool tool-faulty" : "tool"}
          aria-label={faulty ? "故障，有开着的" : "故障"}
          aria-pressed={panel === "faults"}
          onClick={() => open("faults")}
        >
          <Icon name="fault" />
          <span>故障</span>
        </button>
        <button type="button" class="tool" aria-label="重置" onClick={() => setAsking(true)}>
          <Icon name="reset" />
          <span>重置</span>
        </button>
        <button
          type="button"
          class="tool tool-column"
          aria-label="加一列"
          title="加一列"
          onClick={() => void addColumn()}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={theme === "dark" ? "换成浅色" : "换成深色"}
          title={theme === "dark" ? "换成浅色" : "换成深色"}
          onClick={toggleTheme}
        >
          <Icon name={theme === "dark" ? "sun" : "moon"} />
        </button>
      </nav>
      {asking && (
        <Confirm
          title="全部重来？"
          text="所有聊天、线路记录会清空，机器人的数据也会回到样例。"
          yes="重置"
          danger
          onAnswer={(yes) => void reset(yes)}
        />
      )}
    </header>
  );
}
