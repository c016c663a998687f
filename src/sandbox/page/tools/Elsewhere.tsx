import type { JSX } from "preact";
import { store } from "../state/app.ts";
import { showPerson } from "../state/columns.ts";
import { personOf } from "../state/model.ts";
import { useStore } from "../state/store.ts";
import { Avatar } from "../ui/Avatar.tsx";

/** Who else has just been written to, newest first; a press shows his Feishu. Its place is always there: nothing jumps. */
export function Elsewhere({ most }: { most: number }): JSX.Element {
  const elsewhere = useStore(store, (state) => state.elsewhere);
  const ids = Object.keys(elsewhere).toReversed();
  return (
    <div class="elsewhere" role="status" aria-label="还有谁收到消息">
      {ids.length > 0 && <span class="elsewhere-words">也通知了</span>}
      {ids.slice(0, most).map((id) => {
        const person = personOf(store.get(), id);
        return (
          <button
            key={id}
            type="button"
            class="elsewhere-person"
            title={person?.title}
            onClick={() => void showPerson(id)}
          >
            <Avatar name={person?.name ?? id} size={22} />
            {person?.name ?? id}
          </button>
        );
      })}
      {ids.length > most && <span class="elsewhere-words">等{ids.length}人</span>}
    </div>
  );
}
