import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { startOver } from "../state/connect.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "../ui/icons.tsx";
import { closeStory, session, setSpeed } from "./session.ts";
import type { Player, StoryState } from "./player.ts";

const SPEEDS = [
  [0.6, "慢"],
  [1, "正常"],
  [3, "快"],
] as const;

/** Captions and controls of the story, below the chats like the subtitles of a film. */
export function StoryBar(): JSX.Element | null {
  const now = useStore(session, (state) => state);
  if (!now) return null;
  return <Bar player={now.player} state={now.state} />;
}

function Bar({ player, state }: { player: Player; state: StoryState }): JSX.Element {
  const playing = state.status === "playing";
  const done = state.status === "done";
  return (
    <section class="story" aria-label={`故事：${state.title}`}>
      <div class="story-progress" aria-hidden="true">
        <span style={{ width: `${(state.index / Math.max(1, state.total)) * 100}%` }} />
      </div>
      <div class="story-words" aria-live="polite">
        <span class="story-title">
          {state.title} · {done ? "演完了" : `${Math.min(state.index + 1, state.total)}/${state.total}`}
        </span>
        <p>{state.problem ?? state.caption}</p>
      </div>
      <div class="story-buttons" role="group" aria-label="播放">
        {state.status === "ready" && <Restart />}
        {state.status === "failed" && (
          <button type="button" class="button button-default button-medium" onClick={player.skip}>
            跳过这一步
          </button>
        )}
        {!done && (
          <>
            <button
              type="button"
              class="button button-primary-filled button-medium"
              onClick={() => (playing ? player.pause() : void player.play())}
            >
              <Icon name={playing ? "pause" : "play"} size={14} />
              {playing ? "暂停" : state.status === "ready" ? "开始" : state.status === "failed" ? "再试" : "继续"}
            </button>
            <button
              type="button"
              class="button button-default button-medium"
              disabled={playing}
              onClick={() => void player.next()}
            >
              <Icon name="next" size={14} />
              下一步
            </button>
          </>
        )}
        <Speed />
        <button type="button" class="icon-button" aria-label="关闭故事" onClick={closeStory}>
          <Icon name="close" />
        </button>
      </div>
    </section>
  );
}

function Restart(): JSX.Element {
  const [state, setState] = useState<"no" | "busy" | "yes">("no");
  const reset = async () => {
    setState("busy");
    setState((await startOver()) ? "yes" : "no");
  };
  return (
    <button
      type="button"
      class="button button-default button-medium"
      disabled={state !== "no"}
      onClick={() => void reset()}
    >
      {state === "busy" ? <span class="spinner" /> : <Icon name="reset" size={14} />}
      {state === "yes" ? "已清空" : "先清空聊天"}
    </button>
  );
}

function Speed(): JSX.Element {
  const [chosen, setChosen] = useState(1);
  return (
    <div class="segments story-speed" role="group" aria-label="速度">
      {SPEEDS.map(([factor, text]) => (
        <button
          key={text}
          type="button"
          class="segment"
          aria-pressed={chosen === factor}
          onClick={() => {
            setChosen(factor);
            setSpeed(factor);
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
