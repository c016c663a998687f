import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { store } from "../state/app.ts";
import { dropNotice, openChat } from "../state/chats.ts";
import { activateColumn, choosePerson, removeColumn } from "../state/columns.ts";
import { groupOf, personOf, realChatId, rowsFor } from "../state/model.ts";
import type { Column, PageState } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/icons.tsx";
import { Picker } from "../ui/Picker.tsx";
import type { PickerOption } from "../ui/Picker.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { ChatList } from "./ChatList.tsx";
import { Composer } from "./Composer.tsx";
import { Messages } from "./Messages.tsx";

const SIDES = { enterprise: "企业", cadre: "干部", leader: "领导", outsider: "外部人员" } as const;

function peopleOptions(town: PageState["town"]): PickerOption[] {
  const sides = ["enterprise", "cadre", "leader", "outsider"] as const;
  return sides.flatMap((side) =>
    (town?.people ?? [])
      .filter((person) => person.side === side)
      .map((person) => ({
        value: person.openId,
        text: person.name,
        hint: person.resigned ? `${person.title} · 已离职` : person.title,
        group: SIDES[side],
        person: true,
      })),
  );
}

/** One person's Feishu: who it is, his chats, the open one. */
export function ColumnView({ column, index }: { column: Column; index: number }): JSX.Element {
  const town = useStore(store, (state) => state.town);
  const rowSet = useStore(store, (state) => state.rows[column.as]);
  const many = useStore(store, (state) => state.columns.length > 1);
  const active = useStore(store, (state) => state.activeColumn === index);
  const [listOpen, setListOpen] = useState(false);
  const options = useMemo(() => peopleOptions(town), [town]);
  const rows = useMemo(() => rowsFor(store.get(), column.as), [rowSet, town, column.as]);
  const person = personOf(store.get(), column.as);
  const chatId = realChatId(store.get(), column);
  const row = rows.find((one) => one.chatId === chatId);
  const unread = rows.reduce((sum, one) => sum + one.unread, 0);
  const group = groupOf(store.get(), chatId);

  return (
    <section
      class={`person-column${active ? " person-column-active" : ""}${listOpen ? " person-column-list" : ""}`}
      aria-label={`${person?.name ?? ""}的飞书`}
      data-as={column.as}
      onFocusCapture={() => activateColumn(index)}
      onPointerDown={() => activateColumn(index)}
    >
      <header class={`person-bar side-${person?.side ?? "outsider"}`}>
        <Avatar name={person?.name ?? "?"} size={32} />
        <div class="person-words">
          <Picker
            className="person-picker"
            label="身份"
            options={options}
            selected={[column.as]}
            search
            onChange={([as]) => {
              if (as !== undefined) void choosePerson(column.id, as);
            }}
          />
          <span class="person-title">{person?.title ?? ""}</span>
        </div>
        {many && (
          <button
            type="button"
            class="icon-button"
            aria-label={`关闭${person?.name ?? ""}这一列`}
            title="关闭这一列"
            onClick={() => removeColumn(column.id)}
          >
            <Icon name="close" size={14} />
          </button>
        )}
      </header>
      <div class="person-body">
        <ChatList
          person={person?.name ?? ""}
          rows={rows}
          open={chatId}
          onOpen={(id) => {
            setListOpen(false);
            void openChat(column.id, id);
          }}
        />
        <div class="chat">
          <div class="chat-bar">
            <button type="button" class="icon-button back" aria-label="会话列表" onClick={() => setListOpen(true)}>
              <Icon name="left" />
              {unread > 0 && <span class="badge">{unread}</span>}
            </button>
            <h2>{row?.name ?? "会话"}</h2>
            {group && <span class="chat-size">{group.memberOpenIds.length + (group.withBot === false ? 0 : 1)}人</span>}
          </div>
          <NoticeView as={column.as} columnId={column.id} />
          {chatId !== null && (
            <>
              <Messages as={column.as} chatId={chatId} columnId={column.id} />
              {row?.dissolved ? (
                <p class="dissolved">群已解散，不能再发消息</p>
              ) : (
                <Composer as={column.as} chatId={chatId} columnId={column.id} />
              )}
            </>
          )}
        </div>
      </div>
      <Toasts as={column.as} />
    </section>
  );
}

function NoticeView({ as, columnId }: { as: string; columnId: number }): JSX.Element | null {
  const notice = useStore(store, (state) => state.notices.find((one) => one.as === as));
  if (!notice) return null;
  return (
    <button
      type="button"
      class={notice.urgent ? "notice notice-urgent" : "notice"}
      onClick={() => {
        dropNotice(notice.id);
        void openChat(columnId, notice.chatId);
      }}
    >
      <Icon name={notice.urgent ? "fault" : "chat"} />
      <span class="notice-words">
        <strong>{notice.title}</strong>
        <span>{notice.text}</span>
      </span>
      <Icon name="right" size={14} />
    </button>
  );
}
