import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dateText } from "../state/time.ts";
import { bool, isObject, list, num, obj, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { Markdown, TextTag } from "./Markdown.tsx";
import { Pager } from "./Pager.tsx";
import { useCard } from "./scope.ts";
import { length, textSize } from "./sizes.ts";

/** The table component: typed columns, 1–10 rows a page (feishu.md 4.3). */
export function Table({ node }: { node: Json }): JSX.Element {
  const [page, setPage] = useState(0);
  const columns = list(node, "columns");
  const rows = list(node, "rows");
  const size = Math.min(10, Math.max(1, num(node, "page_size", 5)));
  const shown = rows.slice(page * size, (page + 1) * size);
  const header = obj(node, "header_style") ?? {};
  const freeze = bool(node, "freeze_first_column");
  return (
    <div class={`table-box rows-${str(node, "row_height", "low").replace(/\d.*/u, "px")}`}>
      <div class="table-scroll" tabIndex={0} role="group" aria-label="表格">
        <table class={freeze ? "table-frozen" : ""}>
          <thead class={str(header, "background_style") === "grey" ? "table-head-grey" : ""}>
            <tr>
              {columns.map((column) => (
                <th
                  key={str(column, "name")}
                  scope="col"
                  style={{
                    textAlign: (str(header, "text_align") || str(column, "horizontal_align", "left")) as "left",
                    minWidth: length(str(column, "width")),
                    fontSize: textSize(str(header, "text_size")),
                    fontWeight: bool(header, "bold", true) ? 600 : 400,
                  }}
                >
                  {str(column, "display_name") || str(column, "name")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td
                    key={str(column, "name")}
                    style={{
                      textAlign: str(column, "horizontal_align", "left") as "left",
                      verticalAlign: (str(column, "vertical_align") === "center"
                        ? "middle"
                        : str(column, "vertical_align")) as "top",
                    }}
                  >
                    <Cell column={column} value={row[str(column, "name")]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="table-empty">暂无数据</p>}
      </div>
      <Pager page={page} pages={Math.ceil(rows.length / size)} onPage={setPage} />
    </div>
  );
}

function Cell({ column, value }: { column: Json; value: unknown }): JSX.Element {
  const card = useCard();
  if (value === undefined || value === null) return <>–</>;
  switch (str(column, "data_type", "text")) {
    case "number":
      return <>{numberText(value, obj(column, "format") ?? {})}</>;
    case "date":
      return <>{dateText(Number(value), str(column, "date_format", "YYYY/MM/DD"))}</>;
    case "options":
      return <Options value={value} />;
    case "persons": {
      const ids = Array.isArray(value) ? value : [value];
      return <>{ids.map((id) => card.nameOf(String(id))).join("、")}</>;
    }
    case "lark_md":
    case "markdown":
      return <Markdown source={words(value)} />;
    default:
      return <>{words(value)}</>;
  }
}

/** A cell's words, whatever the bot put there. */
function words(value: unknown): string {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : textOf(value);
}

function Options({ value }: { value: unknown }): JSX.Element {
  if (!Array.isArray(value)) return <>{words(value)}</>;
  return (
    <>
      {value.filter(isObject).map((option, index) => (
        <TextTag key={index} text={str(option, "text")} color={str(option, "color", "grey")} />
      ))}
    </>
  );
}

function numberText(value: unknown, format: Json): string {
  const precision = num(format, "precision", -1);
  const options = {
    useGrouping: bool(format, "separator"),
    ...(precision >= 0 ? { minimumFractionDigits: precision, maximumFractionDigits: precision } : {}),
  };
  return str(format, "symbol") + new Intl.NumberFormat("zh-CN", options).format(Number(value));
}
