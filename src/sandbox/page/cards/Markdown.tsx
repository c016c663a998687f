import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { fillColor, paletteName, textColor } from "./colors.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Block } from "./markdown.ts";
import type { Inline } from "./markdown-inline.ts";
import { Pager } from "./Pager.tsx";
import { useCard } from "./scope.ts";
import { emojiFor } from "../chat/emoji.ts";
import { dateText } from "../state/time.ts";

/** Card markdown as elements. Text is only ever a text node: no markup of a user becomes markup of the page. */
export function Markdown({ source }: { source: string }): JSX.Element {
  const blocks = useMemo(() => parseMarkdown(source), [source]);
  return <Blocks blocks={blocks} />;
}

function Blocks({ blocks }: { blocks: readonly Block[] }): JSX.Element {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { block: Block }): JSX.Element {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <Inlines of={block.children} />
        </p>
      );
    case "heading":
      return (
        <p class={`md-heading md-h${block.level}`}>
          <Inlines of={block.children} />
        </p>
      );
    case "hr":
      return <hr />;
    case "code":
      return (
        <pre class="md-code" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Blocks blocks={item} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return <MarkdownTable block={block} />;
  }
}

/** Five rows a page, as the client does (feishu.md 4.3). */
const ROWS_PER_PAGE = 5;

function MarkdownTable({ block }: { block: Extract<Block, { type: "table" }> }): JSX.Element {
  const [page, setPage] = useState(0);
  const rows = block.rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);
  const align = (column: number) => ({ textAlign: block.align[column] ?? "left" });
  return (
    <div class="table-box">
      <div class="table-scroll" tabIndex={0} role="group" aria-label="表格">
        <table>
          <thead>
            <tr>
              {block.header.map((cell, column) => (
                <th key={column} style={align(column)}>
                  <Inlines of={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} style={align(column)}>
                    <Inlines of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager page={page} pages={Math.ceil(block.rows.length / ROWS_PER_PAGE)} onPage={setPage} />
    </div>
  );
}

function Inlines({ of }: { of: readonly Inline[] }): JSX.Element {
  return (
    <>
      {of.map((inline, index) => (
        <InlineView key={index} inline={inline} />
      ))}
    </>
  );
}

function InlineView({ inline }: { inline: Inline }): JSX.Element {
  const card = useCard();
  switch (inline.type) {
    case "text":
      return <>{inline.text}</>;
    case "br":
      return <br />;
    case "bold":
      return (
        <strong>
          <Inlines of={inline.children} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines of={inline.children} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines of={inline.children} />
        </s>
      );
    case "code":
      return <code>{inline.text}</code>;
    case "link":
      return (
        <a href={inline.url} target="_blank" rel="noopener noreferrer">
          <Inlines of={inline.children} />
        </a>
      );
    case "font":
      return (
        <span style={{ color: textColor(inline.color, card.colors) }}>
          <Inlines of={inline.children} />
        </span>
      );
    case "tag":
      return <TextTag text={inline.text} color={inline.color} />;
    case "number":
      return (
        <span class="number-tag" style={{ background: fillColor(inline.color, card.colors) }}>
          {inline.text}
        </span>
      );
    case "at":
      return (
        <span class="at">{inline.ids.map((id) => `@${id === "all" ? "所有人" : card.nameOf(id)}`).join(" ")}</span>
      );
    case "person":
      return <span class="at">{card.nameOf(inline.id)}</span>;
    case "image":
      return <img class="md-image" src={card.fileUrl(inline.key)} alt={inline.alt} loading="lazy" />;
    case "time":
      return <time dateTime={new Date(inline.at).toISOString()}>{dateText(inline.at, inline.format)}</time>;
    case "emoji":
      return <span class="emoji">{emojiFor(inline.name)}</span>;
  }
}

export function TextTag({ text, color }: { text: string; color: string }): JSX.Element {
  return <span class={`text-tag tint-${paletteName(color) ?? "grey"}`}>{text}</span>;
}
