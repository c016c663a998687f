import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { api } from "../state/api.ts";
import { store } from "../state/app.ts";
import { groupOf, membersOf } from "../state/model.ts";
import { sendFile, sendSample, sendText } from "../state/send.ts";
import type { FileKind } from "../state/send.ts";
import { useStore } from "../state/store.ts";
import { attempt } from "../state/toast.ts";
import { Icon } from "../ui/icons.tsx";
import { Menu } from "../ui/Menu.tsx";
import { messageLine } from "./content.ts";

function setDraft(columnId: number, text: string): void {
  store.set((state) => ({ ...state, drafts: { ...state.drafts, [columnId]: text } }));
}

function setReply(columnId: number): void {
  store.set((state) => ({ ...state, replies: { ...state.replies, [columnId]: null } }));
}

/** Where a person types: Enter sends, Shift+Enter breaks the line, @ and files beside it, the bot's menu above. */
export function Composer({ as, chatId, columnId }: { as: string; chatId: string; columnId: number }): JSX.Element {
  const draft = useStore(store, (state) => state.drafts[columnId] ?? "");
  const reply = useStore(store, (state) => state.replies[columnId] ?? null);
  const group = useStore(store, (state) => groupOf(state, chatId));
  const area = useRef<HTMLTextAreaElement>(null);
  const bot = store.get().town?.bot.name ?? "机器人";

  const send = async () => {
    const text = draft.trim();
    if (text === "") return;
    setDraft(columnId, "");
    setReply(columnId);
    // Nothing typed may be lost to a failed call.
    if (!(await sendText(as, chatId, text, reply))) setDraft(columnId, draft);
  };

  return (
    <div class="composer">
      {!group && <BotMenu as={as} />}
      {reply && (
        <div class="composer-reply">
          <span>
            回复 {reply.fromName}：{messageLine(reply)}
          </span>
          <button type="button" class="icon-button" aria-label="不回复了" onClick={() => setReply(columnId)}>
            <Icon name="close" size={12} />
          </button>
        </div>
      )}
      <div class="composer-box">
        <textarea
          ref={area}
          data-composer={columnId}
          rows={1}
          aria-label={group ? `发送给${group.name}` : `发送给${bot}`}
          placeholder={group ? `发送给 ${group.name}` : `发送给 ${bot}`}
          value={draft}
          onInput={(event) => setDraft(columnId, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <div class="composer-tools">
          {group && (
            <Mention
              names={[bot, ...membersOf(store.get(), as, chatId).flatMap((one) => (one.openId === as ? [] : one.name))]}
              onChoose={(name) => {
                setDraft(columnId, `${draft}@${name} `);
                area.current?.focus();
              }}
            />
          )}
          <Attach as={as} chatId={chatId} />
          <button
            type="button"
            class="icon-button send"
            aria-label="发送"
            title="发送"
            disabled={draft.trim() === ""}
            onClick={() => void send()}
          >
            <Icon name="send" size={18} />
          </button>
        </div>
      </div>
    </div>
  );
}

function BotMenu({ as }: { as: string }): JSX.Element | null {
  const menu = store.get().town?.botMenu ?? [];
  if (menu.length === 0) return null;
  return (
    <div class="bot-menu" role="group" aria-label="机器人菜单">
      {menu.map((item) => (
        <button
          key={item.eventKey}
          type="button"
          class="bot-menu-item"
          onClick={() => void attempt(as, () => api.menu(as, item.eventKey))}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

function Mention({ names, onChoose }: { names: string[]; onChoose: (name: string) => void }): JSX.Element {
  return (
    <Menu
      label="@成员"
      className="icon-button"
      items={names.map((name) => ({ key: name, text: name }))}
      onChoose={(item) => onChoose(item.key)}
    >
      <Icon name="at" size={18} />
    </Menu>
  );
}

const ATTACHMENTS = [
  { key: "sample-image", text: "现场照片（样例）", icon: "image" },
  { key: "sample-audio", text: "语音（样例）", icon: "mic" },
  { key: "sample-file", text: "情况说明（样例）", icon: "file" },
  { key: "image", text: "本机图片…", icon: "image" },
  { key: "file", text: "本机文件…", icon: "attach" },
];

function Attach({ as, chatId }: { as: string; chatId: string }): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  const kind = useRef<FileKind>("file");
  const choose = (key: string) => {
    const sample = /^sample-(image|audio|file)$/u.exec(key)?.[1];
    if (sample === "image" || sample === "audio" || sample === "file") {
      void sendSample(as, chatId, sample);
      return;
    }
    kind.current = key === "image" ? "image" : "file";
    if (!picker.current) return;
    picker.current.accept = key === "image" ? "image/*" : "";
    picker.current.click();
  };
  return (
    <>
      <Menu
        label="发送图片、语音或文件"
        className="icon-button"
        items={ATTACHMENTS}
        onChoose={(item) => choose(item.key)}
      >
        <Icon name="attach" size={18} />
      </Menu>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="选择文件"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void sendFile(as, chatId, kind.current, file);
        }}
      />
    </>
  );
}
