import type { JSX } from "preact";
import { Icon } from "../ui/icons.tsx";

/** Page turner below a table; nothing when one page is enough. */
export function Pager(props: { page: number; pages: number; onPage: (page: number) => void }): JSX.Element | null {
  if (props.pages <= 1) return null;
  return (
    <div class="pager" role="group" aria-label="翻页">
      <button
        type="button"
        class="icon-button"
        aria-label="上一页"
        disabled={props.page === 0}
        onClick={() => props.onPage(props.page - 1)}
      >
        <Icon name="left" size={14} />
      </button>
      <span aria-live="polite">
        {props.page + 1} / {props.pages}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="下一页"
        disabled={props.page >= props.pages - 1}
        onClick={() => props.onPage(props.page + 1)}
      >
        <Icon name="right" size={14} />
      </button>
    </div>
  );
}
