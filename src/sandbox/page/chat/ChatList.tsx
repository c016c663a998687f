import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SandboxChatRow } from "../../protocol.ts";
import { store } from "../state/app.ts";
import { listTime } from "../state/time.ts";
import { useStore } from "../state/store.ts";
import { Avatar } from "../ui/Avatar.tsx";

/** A person's chats; in a narrow column only faces and badges show until the pointer or the keyboard is on it. */
export function ChatList(props: {
  person: string;
  rows: readonly SandboxChatRow[];
  open: string | null;
  onOpen: (chatId: string) => void;
}): JSX.Element {
  // Once a chat is chosen the list folds away until the pointer has left it.
  const [chosen, setChosen] = useState(false);
  const now = useStore(store, (state) => state.clock.now);
  return (
    <nav
      class={chosen ? "chats chats-folded" : "chats"}
      aria-label={`${props.person}的会话`}
      onPointerLeave={() => setChosen(false)}
    >
      <ul>
        {props.rows.map((row) => (
          <li key={row.kind === "p2p" ? "bot" : row.chatId}>
            <button
              type="button"
              class={row.chatId === props.open ? "chat-row chat-row-open" : "chat-row"}
              aria-current={row.chatId === props.open}
              onClick={() => {
                setChosen(true);
                props.onOpen(row.chatId);
              }}
            >
              <span class="chat-face">
                <Avatar name={row.name} size={40} kind={row.kind === "p2p" ? "bot" : "group"} />
                {row.unread > 0 && (
                  <span class="badge">
                    {row.unread > 99 ? "99+" : row.unread}
                    <span class="sr-only">条未读</span>
                  </span>
                )}
              </span>
              <span class="chat-words">
                <span class="chat-name">
                  <span>{row.name}</span>
                  {row.lastAt > 0 && <time>{listTime(row.lastAt, now)}</time>}
                </span>
                <span class="chat-last">{row.dissolved ? "群已解散" : row.summary || " "}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
