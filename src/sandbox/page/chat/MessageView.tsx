import { memo } from "./memo.ts";
import type { JSX } from "preact";
import type { SandboxMessage } from "../../protocol.ts";
import { api } from "../state/api.ts";
import { store } from "../state/app.ts";
import { groupOf, nameOf, threadKey } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { clockText } from "../state/time.ts";
import { attempt } from "../state/toast.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/icons.tsx";
import { Menu } from "../ui/Menu.tsx";
import { contentOf, messageLine, systemText } from "./content.ts";
import { Content } from "./Content.tsx";
import { emojiFor, QUICK_REACTIONS } from "./emoji.ts";

interface Props {
  message: SandboxMessage;
  as: string;
  columnId: number;
  joined: boolean;
  separator: string | null;
}

/** One line of the chat. Memoised: a new message must not draw thousands of old ones again. */
export const MessageView = memo(function MessageView(props: Props): JSX.Element {
  const { message, as, separator } = props;
  const mine = message.from === as;
  return (
    <>
      {separator !== null && <div class="separator">{separator}</div>}
      {message.recalled ? (
        <div class="notice-line">{mine ? "您" : message.fromName}撤回了一条消息</div>
      ) : message.type === "system" ? (
        <div class="notice-line">{systemText(contentOf(message))}</div>
      ) : (
        <Spoken {...props} mine={mine} />
      )}
    </>
  );
});

/** The page's own bot is "bot", any other app goes by its id. */
function isBot(message: SandboxMessage): boolean {
  return message.from === "bot" || message.from.startsWith("cli_");
}

function Spoken({ message, as, columnId, joined, mine }: Props & { mine: boolean }): JSX.Element {
  const group = groupOf(store.get(), message.chatId);
  const urgent = message.urgent.some((one) => one.openId === as);
  const showName = !joined && !mine && (group !== undefined || isBot(message));
  const kind = message.type === "interactive" ? " message-card" : "";
  return (
    <div
      class={`message${mine ? " message-mine" : ""}${joined ? " message-joined" : ""}${kind}${urgent ? " message-urgent" : ""}`}
      data-message={message.messageId}
      // Not a tab stop, but a finger can focus it: that shows the tools where nothing hovers.
      tabIndex={-1}
    >
      <div class="message-face">
        {!joined && <Avatar name={message.fromName} size={32} kind={isBot(message) ? "bot" : "person"} />}
      </div>
      <div class="message-main">
        {showName && (
          <div class="message-name">
            {message.fromName}
            {isBot(message) && <span class="bot-tag">机器人</span>}
            {message.pinned && <span class="message-only">已标记</span>}
            {message.onlyFor !== undefined && <span class="message-only">仅您可见</span>}
          </div>
        )}
        {message.parentId !== undefined && <Quote message={message} as={as} />}
        {urgent && (
          <div class="urgent-mark">
            <Icon name="fault" size={12} />
            加急
          </div>
        )}
        <Content message={message} as={as} />
        <Reactions message={message} as={as} />
        {mine && <ReadState message={message} as={as} size={group?.memberOpenIds.length ?? 0} />}
      </div>
      <Tools message={message} as={as} columnId={columnId} mine={mine} />
    </div>
  );
}

function Quote({ message, as }: { message: SandboxMessage; as: string }): JSX.Element {
  const parent = useStore(store, (state) =>
    state.threads[threadKey(as, message.chatId)]?.messages.find((one) => one.messageId === message.parentId),
  );
  const words = parent
    ? `回复 ${parent.fromName}：${messageLine(parent, (id) => nameOf(store.get(), id))}`
    : "回复一条较早的消息";
  return <div class="quote">{words}</div>;
}

function Reactions({ message, as }: { message: SandboxMessage; as: string }): JSX.Element | null {
  if (message.reactions.length === 0) return null;
  const emojis = [...new Set(message.reactions.map((reaction) => reaction.emoji))];
  return (
    <div class="reactions">
      {emojis.map((emoji) => {
        const from = message.reactions.filter((reaction) => reaction.emoji === emoji).map((reaction) => reaction.from);
        const own = from.includes(as);
        const names = from.map((id) => nameOf(store.get(), id)).join("、");
        return (
          <button
            key={emoji}
            type="button"
            class={own ? "reaction reaction-own" : "reaction"}
            aria-pressed={own}
            aria-label={`${emoji}，${names}`}
            onClick={() => void attempt(as, () => api.react(as, message.messageId, emoji, own))}
          >
            <span aria-hidden="true">{emojiFor(emoji)}</span>
            <span>{names}</span>
          </button>
        );
      })}
    </div>
  );
}

/** In groups how many have read it; in the bot's chat that it has arrived. */
function ReadState({ message, as, size }: { message: SandboxMessage; as: string; size: number }): JSX.Element {
  const others = message.readBy.filter((id) => id !== as).length;
  const all = size > 1 && others >= size - 1;
  return (
    <div class="read-state">
      {size === 0
        ? `已送达 ${clockText(message.createTime)}`
        : all
          ? "全部已读"
          : others > 0
            ? `${others}人已读`
            : "未读"}
    </div>
  );
}

function Tools({
  message,
  as,
  columnId,
  mine,
}: {
  message: SandboxMessage;
  as: string;
  columnId: number;
  mine: boolean;
}) {
  const reply = () => {
    store.set((state) => ({ ...state, replies: { ...state.replies, [columnId]: message } }));
    document.querySelector<HTMLElement>(`[data-composer="${columnId}"]`)?.focus();
  };
  return (
    <div class="tools" role="group" aria-label="消息操作">
      <button type="button" class="icon-button" aria-label="回复" title="回复" onClick={reply}>
        <Icon name="reply" />
      </button>
      <Menu
        label="表情回应"
        className="icon-button"
        items={QUICK_REACTIONS.map((emoji) => ({ key: emoji, text: `${emojiFor(emoji)} ${emoji}` }))}
        onChoose={(item) => void attempt(as, () => api.react(as, message.messageId, item.key, false))}
      >
        <Icon name="smile" />
      </Menu>
      {mine && (
        <button
          type="button"
          class="icon-button"
          aria-label="撤回"
          title="撤回"
          onClick={() => void attempt(as, () => api.recall(as, message.messageId))}
        >
          <Icon name="undo" />
        </button>
      )}
    </div>
  );
}
