import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { SandboxMessage } from "../../protocol.ts";
import { Card } from "../cards/Card.tsx";
import { num, str, strings } from "../cards/json.ts";
import type { Json } from "../cards/json.ts";
import { safeUrl } from "../cards/json.ts";
import type { CardHost } from "../cards/scope.ts";
import { fileUrl } from "../state/api.ts";
import { store } from "../state/app.ts";
import { membersOf, nameOf } from "../state/model.ts";
import { clickCard } from "../state/send.ts";
import { useStore } from "../state/store.ts";
import { durationText } from "../state/time.ts";
import { Icon } from "../ui/icons.tsx";
import { contentOf, keyOf, postOf, textSegments } from "./content.ts";
import { emojiFor } from "./emoji.ts";

export function showImage(url: string, alt: string): void {
  store.set((state) => ({ ...state, image: { url, alt } }));
}

/** What stands inside (or instead of) the bubble. */
export function Content({ message, as }: { message: SandboxMessage; as: string }): JSX.Element {
  const content = contentOf(message);
  switch (message.type) {
    case "interactive":
      return <CardMessage message={message} as={as} />;
    case "text":
      return <TextBubble text={str(content, "text")} mentions={message.mentions} />;
    case "post":
      return <PostBubble content={content} mentions={message.mentions} />;
    case "image":
      return <Picture url={fileUrl(keyOf(content, "image"))} />;
    case "audio":
      return <Voice ms={num(content, "duration", 1000)} />;
    case "file":
    case "media":
      return <FileBubble content={content} size={message.fileSize ?? 0} video={message.type === "media"} />;
    case "location":
      return <Simple icon="location" text={str(content, "name") || "位置"} />;
    case "share_chat":
      return <Simple icon="group" text="群名片" />;
    case "share_user":
      return <Simple icon="person" text={nameOf(store.get(), str(content, "user_id"))} />;
    case "sticker":
      return <Simple icon="smile" text="表情" />;
    default:
      return <Simple icon="chat" text="聊天记录" />;
  }
}

function CardMessage({ message, as }: { message: SandboxMessage; as: string }): JSX.Element {
  const pressed = useStore(store, (state) =>
    state.pressed?.messageId === message.messageId ? state.pressed.label : null,
  );
  const host = useMemo((): CardHost => {
    const state = store.get();
    return {
      nameOf: (id) => nameOf(store.get(), id),
      members: membersOf(state, as, message.chatId),
      fileUrl,
      send: (action) => clickCard(as, message.messageId, action),
      onImage: showImage,
    };
  }, [as, message.messageId, message.chatId]);
  // A card that changes under the reader's eyes says so; one that is only fetched does not.
  const first = useRef(message.cardVersion);
  return (
    <div
      class={first.current === message.cardVersion ? "card-frame" : "card-frame card-changed"}
      key={message.cardVersion}
    >
      <Card card={contentOf(message)} host={host} pressedLabel={pressed} />
    </div>
  );
}

function TextBubble({ text, mentions }: { text: string; mentions: SandboxMessage["mentions"] }): JSX.Element {
  return (
    <div class="bubble">
      <Words text={text} mentions={mentions} />
    </div>
  );
}

function Words({ text, mentions }: { text: string; mentions: SandboxMessage["mentions"] }): JSX.Element {
  return (
    <>
      {textSegments(text, mentions).map((segment, index) => {
        if (segment.type === "text") return segment.text;
        if (segment.type === "mention") {
          return (
            <span key={index} class="at">
              {segment.text}
            </span>
          );
        }
        return (
          <a key={index} href={segment.url} target="_blank" rel="noopener noreferrer">
            {segment.url}
          </a>
        );
      })}
    </>
  );
}

function PostBubble({ content, mentions }: { content: Json; mentions: SandboxMessage["mentions"] }): JSX.Element {
  const post = postOf(content);
  return (
    <div class="bubble bubble-post">
      {post.title !== "" && <strong class="post-title">{post.title}</strong>}
      {post.lines.map((line, index) => (
        <div key={index} class="post-line">
          {line.map((node, at) => (
            <PostNode key={at} node={node} mentions={mentions} />
          ))}
        </div>
      ))}
    </div>
  );
}

function PostNode({ node, mentions }: { node: Json; mentions: SandboxMessage["mentions"] }): JSX.Element {
  const style = strings(node, "style");
  const text = str(node, "text");
  switch (str(node, "tag")) {
    case "text":
    case "md":
      return (
        <span class={style.map((one) => `style-${one}`).join(" ")}>
          <Words text={text} mentions={mentions} />
        </span>
      );
    case "a": {
      const url = safeUrl(str(node, "href"));
      return url ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        <>{text}</>
      );
    }
    case "at": {
      const id = str(node, "user_id");
      const name = mentions.find((one) => one.key === id)?.name ?? str(node, "user_name");
      return <span class="at">@{id === "all" ? "所有人" : name || nameOf(store.get(), id)}</span>;
    }
    case "img":
      return <Picture url={fileUrl(keyOf(node, "image"))} />;
    case "emotion":
      return <span class="emoji">{emojiFor(str(node, "emoji_type"))}</span>;
    case "hr":
      return <hr />;
    case "code_block":
      return <pre class="md-code">{text}</pre>;
    default:
      return <>{text}</>;
  }
}

function Picture({ url }: { url: string }): JSX.Element {
  return (
    <button type="button" class="bare picture" aria-label="看大图" onClick={() => showImage(url, "图片")}>
      <img src={url} alt="图片" />
    </button>
  );
}

/** Voice bubbles grow with their length, as in the chats people know. */
function Voice({ ms }: { ms: number }): JSX.Element {
  const width = Math.min(220, 84 + (ms / 1000) * 6);
  return (
    <div class="bubble voice" style={{ width: `${width}px` }} role="img" aria-label={`语音 ${durationText(ms)}`}>
      <Icon name="mic" />
      <span>{durationText(ms)}</span>
    </div>
  );
}

function FileBubble({ content, size, video }: { content: Json; size: number; video: boolean }): JSX.Element {
  const name = str(content, "file_name") || str(content, "fileName") || (video ? "视频" : "文件");
  return (
    <a class="bubble file" href={fileUrl(keyOf(content, "file"))} download={name}>
      <span class="file-icon">
        <Icon name={video ? "play" : "file"} size={22} />
      </span>
      <span class="file-words">
        <span>{name}</span>
        {size > 0 && <small>{sizeText(size)}</small>}
      </span>
    </a>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function Simple({ icon, text }: { icon: string; text: string }): JSX.Element {
  return (
    <div class="bubble simple">
      <Icon name={icon} />
      <span>{text}</span>
    </div>
  );
}
