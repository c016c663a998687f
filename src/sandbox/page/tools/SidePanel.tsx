import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { store } from "../state/app.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "../ui/icons.tsx";
import { FaultsPanel } from "./FaultsPanel.tsx";
import { WirePanel } from "./WirePanel.tsx";

/** 线路 or 故障, beside the chats on a wide screen and over them on a phone. */
export function SidePanel(): JSX.Element | null {
  const panel = useStore(store, (state) => state.panel);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (panel !== null) box.current?.focus();
  }, [panel]);
  if (panel === null) return null;
  const close = () => store.set((state) => ({ ...state, panel: null }));
  const title = panel === "wire" ? "线路" : "故障";
  return (
    <aside
      ref={box}
      class="side-panel"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <header class="side-panel-bar">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={`关闭${title}`} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {panel === "wire" ? <WirePanel /> : <FaultsPanel />}
    </aside>
  );
}
