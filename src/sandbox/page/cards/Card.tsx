import type { ComponentType, JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { Confirm } from "../ui/Confirm.tsx";
import type { CardAction } from "./actions.ts";
import { Button } from "./Button.tsx";
import { Chart } from "./Chart.tsx";
import { Checker } from "./Checker.tsx";
import { CollapsiblePanel, Column, ColumnSet, InteractiveContainer, Stack } from "./Containers.tsx";
import { DatePicker } from "./Dates.tsx";
import { Audio, Hr, Img, ImgCombination, Person, PersonList } from "./Display.tsx";
import { Form } from "./Form.tsx";
import { Header } from "./Header.tsx";
import { Input } from "./Input.tsx";
import { isObject, obj, safeUrl, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { CardContext } from "./scope.ts";
import type { CardHost, CardScope } from "./scope.ts";
import { SelectImg } from "./SelectImg.tsx";
import { MultiSelectPerson, MultiSelectStatic, Overflow, SelectPerson, SelectStatic } from "./Selects.tsx";
import { length, spacing } from "./sizes.ts";
import { Table } from "./Table.tsx";
import { Div, MarkdownElement } from "./Text.tsx";

const COMPONENTS: Record<string, ComponentType<{ node: Json }>> = {
  div: Div,
  markdown: MarkdownElement,
  hr: Hr,
  img: Img,
  img_combination: ImgCombination,
  person: Person,
  person_list: PersonList,
  table: Table,
  chart: Chart,
  audio: Audio,
  column_set: ColumnSet,
  column: Column,
  form: Form,
  interactive_container: InteractiveContainer,
  collapsible_panel: CollapsiblePanel,
  button: Button,
  input: Input,
  select_static: SelectStatic,
  multi_select_static: MultiSelectStatic,
  select_person: SelectPerson,
  multi_select_person: MultiSelectPerson,
  date_picker: DatePicker,
  picker_time: DatePicker,
  picker_datetime: DatePicker,
  overflow: Overflow,
  checker: Checker,
  select_img: SelectImg,
};

function renderElement(node: Json, index: number): JSX.Element {
  const tag = str(node, "tag");
  const Component = Object.hasOwn(COMPONENTS, tag) ? COMPONENTS[tag] : undefined;
  if (!Component) {
    return (
      <p key={index} class="card-error" role="note">
        不认识的组件：{tag || "（没有 tag）"}
      </p>
    );
  }
  const width = str(node, "width");
  const own = { margin: spacing(str(node, "margin")), width: tag === "div" ? length(width) : undefined };
  return (
    <div key={str(node, "element_id") || index} class={`element element-${tag}`} style={own}>
      <Component node={node} />
    </div>
  );
}

/**
 * A card JSON 2.0 (feishu.md 4). While a callback is open the whole card is locked, as on the platform; the caller gives
 * each card version its own `key`, so that an update starts from what the new JSON says.
 */
export function Card({
  card,
  host,
  pressedLabel,
}: {
  card: Json;
  host: CardHost;
  pressedLabel?: string | null;
}): JSX.Element {
  const [pressed, setPressed] = useState<Json | null>(null);
  const [question, setQuestion] = useState<{ title: string; text: string; answer: (yes: boolean) => void } | null>(
    null,
  );
  const locked = useRef(false);
  const config = obj(card, "config") ?? {};
  const style = useMemo(() => customStyle(config), [card]);

  const scope: CardScope = {
    ...host,
    ...style,
    pressed: pressed ?? findLabelled(card, pressedLabel ?? null),
    render: renderElement,
    press: async (node: Json, action: CardAction) => {
      if (locked.current) return;
      locked.current = true;
      setPressed(node);
      try {
        await host.send(action);
      } finally {
        locked.current = false;
        setPressed(null);
      }
    },
    ask: (confirm) => {
      if (locked.current) return Promise.resolve(false);
      if (!confirm) return Promise.resolve(true);
      return new Promise((resolve) => {
        const answer = (yes: boolean) => {
          setQuestion(null);
          resolve(yes);
        };
        setQuestion({ title: textOf(confirm["title"]), text: textOf(confirm["text"]), answer });
      });
    },
  };

  const header = obj(card, "header");
  const body = obj(card, "body") ?? {};
  const link = safeUrl(str(obj(card, "card_link") ?? {}, "url"));
  if (str(card, "schema") !== "2.0") {
    return <p class="card-error">这张卡片不是 JSON 2.0，本页画不出来</p>;
  }
  return (
    <CardContext.Provider value={scope}>
      <article class={`card card-${str(config, "width_mode", "default")}`} aria-busy={pressed !== null}>
        {header && <Header node={header} />}
        {isObject(card["body"]) && (
          <div class="card-body">
            <Stack node={{ padding: "12px", ...body }} />
            {link && (
              <a class="card-link" href={link} target="_blank" rel="noopener noreferrer">
                查看详情
              </a>
            )}
          </div>
        )}
        {question && <Confirm title={question.title} text={question.text} onAnswer={question.answer} />}
      </article>
    </CardContext.Provider>
  );
}

/** The card's own colour and size words (config.style). */
function customStyle(config: Json): { colors: Record<string, string>; sizes: Record<string, string> } {
  const style = obj(config, "style") ?? {};
  const colors: Record<string, string> = {};
  for (const [name, value] of Object.entries(obj(style, "color") ?? {})) {
    if (!isObject(value)) continue;
    // Both themes may stand side by side (gallery), so CSS chooses, not the script.
    const safe = (key: string) => (/^[\w#(),.\s%-]+$/u.test(str(value, key)) ? str(value, key) : "inherit");
    colors[name] = `light-dark(${safe("light_mode")}, ${safe("dark_mode")})`;
  }
  const sizes: Record<string, string> = {};
  for (const [name, value] of Object.entries(obj(style, "text_size") ?? {})) {
    if (isObject(value)) sizes[name] = str(value, "pc") || str(value, "default");
  }
  return { colors, sizes };
}

/** The node a story presses from outside: it is shown busy like a person's own press. */
function findLabelled(node: unknown, label: string | null): Json | null {
  if (label === null) return null;
  if (Array.isArray(node)) {
    for (const child of node) {
      const found = findLabelled(child, label);
      if (found) return found;
    }
    return null;
  }
  if (!isObject(node)) return null;
  if (str(node, "tag") === "button" && textOf(node["text"]) === label) return node;
  if (str(node, "tag") === "overflow" && JSON.stringify(node["options"] ?? []).includes(JSON.stringify(label)))
    return node;
  return findLabelled(Object.values(node), label);
}
