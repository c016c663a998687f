import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { store } from "../state/app.ts";
import { loadOlder } from "../state/chats.ts";
import { threadKey } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { sendText } from "../state/send.ts";
import { attempt } from "../state/toast.ts";
import { Icon } from "../ui/icons.tsx";
import { MessageView } from "./MessageView.tsx";
import { timeline } from "./timeline.ts";

const NEAR_BOTTOM_PX = 80;
const NEAR_TOP_PX = 200;
const ANCHORS = CSS.supports("overflow-anchor", "auto");

/**
 * The open chat. While the reader is at the bottom it stays there, whatever grows; when he has scrolled up nothing
 * moves, and a button says that something new is below.
 */
export function Messages({ as, chatId, columnId }: { as: string; chatId: string; columnId: number }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const fetching = useRef(false);
  const heightBefore = useRef<number | null>(null);
  const [fresh, setFresh] = useState(false);
  const thread = useStore(store, (state) => state.threads[threadKey(as, chatId)]);
  // Separators say 今天 and 昨天: they follow the sandbox's day, not each tick of its clock.
  const today = useStore(store, (state) => Math.floor((state.clock.now + 8 * 3_600_000) / 86_400_000));
  const chunks = useMemo(
    () => timeline(thread?.messages ?? [], store.get().clock.now, thread?.anchorId ?? null),
    [thread, today],
  );
  const lastId = thread?.messages.at(-1)?.messageId;
  const firstId = thread?.messages[0]?.messageId;

  const toBottom = useCallback(() => {
    atBottom.current = true;
    setFresh(false);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);

  useLayoutEffect(toBottom, [as, chatId, toBottom]);

  // Cards, charts and pictures grow after they are in: the bottom is kept through all of it.
  useEffect(() => {
    const content = inner.current;
    if (!content) return undefined;
    const observer = new ResizeObserver(() => {
      if (atBottom.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    observer.observe(content);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (lastId === undefined) return;
    const own = store.get().threads[threadKey(as, chatId)]?.messages.at(-1)?.from === as;
    if (atBottom.current || own) toBottom();
    else setFresh(true);
  }, [lastId, as, chatId, toBottom]);

  // Older messages came in above: what the reader looks at stays where it is. Browsers with scroll anchoring do it better.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || heightBefore.current === null || ANCHORS) return;
    element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [firstId]);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_BOTTOM_PX;
    if (atBottom.current && fresh) setFresh(false);
    if (element.scrollTop < NEAR_TOP_PX && thread?.more === true && !fetching.current) {
      fetching.current = true;
      heightBefore.current = element.scrollHeight;
      // Nothing is anchored at the very top.
      if (element.scrollTop < 1) element.scrollTop = 1;
      void attempt(as, () => loadOlder(as, chatId)).finally(() => {
        fetching.current = false;
      });
    }
  };

  return (
    <div class="messages-box">
      <div ref={box} class="messages" tabIndex={0} role="log" aria-label="消息" aria-live="polite" onScroll={onScroll}>
        <div ref={inner} class="messages-inner">
          {thread && chunks.length === 0 && <p class="messages-empty">还没有消息，说一句试试</p>}
          {chunks.map((chunk) => (
            <div key={chunk.key} class="chunk">
              {chunk.entries.map((entry) => (
                <MessageView
                  key={entry.message.messageId}
                  message={entry.message}
                  as={as}
                  columnId={columnId}
                  joined={entry.joined}
                  separator={entry.separator}
                />
              ))}
            </div>
          ))}
          <FollowUps as={as} chatId={chatId} texts={thread?.messages.at(-1)?.followUps ?? []} />
        </div>
      </div>
      {fresh && (
        <button type="button" class="new-below" onClick={toBottom}>
          <Icon name="down" size={14} />
          新消息
        </button>
      )}
    </div>
  );
}

/** Bubbles under the newest message: a tap says the words. */
function FollowUps(props: { as: string; chatId: string; texts: readonly string[] }): JSX.Element | null {
  if (props.texts.length === 0) return null;
  return (
    <div class="follow-ups" role="group" aria-label="快捷回复">
      {props.texts.map((text) => (
        <button key={text} type="button" class="chip" onClick={() => void sendText(props.as, props.chatId, text)}>
          {text}
        </button>
      ))}
    </div>
  );
}
