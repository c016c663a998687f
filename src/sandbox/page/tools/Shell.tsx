import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ColumnView } from "../chat/Column.tsx";
import { store } from "../state/app.ts";
import { activateColumn } from "../state/columns.ts";
import { connect } from "../state/connect.ts";
import { personOf } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { session } from "../story/session.ts";
import { StoryBar } from "../story/StoryBar.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { ImageViewer } from "../ui/ImageViewer.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { TopBar } from "./TopBar.tsx";

/** The whole page: bar, columns side by side (one at a time on a phone), panel, story. */
export function Shell(): JSX.Element {
  const columns = useStore(store, (state) => state.columns);
  const playing = useStore(session, (state) => state !== null);
  const failure = useStore(store, (state) => state.failure);
  useEffect(() => void connect(), []);
  return (
    <div class={playing ? "shell shell-story" : "shell"}>
      <TopBar />
      <Switcher />
      <div class="shell-middle">
        <main class="columns-row">
          {failure !== null && (
            <p class="shell-failure" role="alert">
              连不上本地飞书：{failure}，正在重试
            </p>
          )}
          {columns.map((column, index) => (
            <ColumnView key={column.id} column={column} index={index} />
          ))}
        </main>
        <SidePanel />
      </div>
      <StoryBar />
      <Toasts as={null} />
      <ImageViewer />
    </div>
  );
}

/** Phones only: whose Feishu is on the screen. */
function Switcher(): JSX.Element {
  const columns = useStore(store, (state) => state.columns);
  const active = useStore(store, (state) => state.activeColumn);
  const rows = useStore(store, (state) => state.rows);
  return (
    <nav class="switcher" aria-label="换人">
      {columns.map((column, index) => {
        const name = personOf(store.get(), column.as)?.name ?? "";
        const unread = (rows[column.as] ?? []).reduce((sum, row) => sum + row.unread, 0);
        return (
          <button
            key={column.id}
            type="button"
            class="switch"
            aria-pressed={index === active}
            onClick={() => activateColumn(index)}
          >
            <Avatar name={name} size={22} />
            <span>{name}</span>
            {unread > 0 && index !== active && <span class="badge">{unread}</span>}
          </button>
        );
      })}
      <Elsewhere most={4} />
    </nav>
  );
}
