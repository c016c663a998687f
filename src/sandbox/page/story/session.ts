import { api } from "../state/api.ts";
import { createStore } from "../state/store.ts";
import { attempt, toast } from "../state/toast.ts";
import { createPlayer } from "./player.ts";
import type { Player, StoryState } from "./player.ts";
import { look, runStep } from "./run.ts";

export interface Session {
  player: Player;
  state: StoryState;
}

/** The story that is open, if any; `speed` divides every pause. */
export const session = createStore<Session | null>(null);
let speed = 1;

export function setSpeed(factor: number): void {
  speed = factor;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms / speed));
}

/** Fetches the town's story and shows it ready to play. */
export async function openStory(): Promise<void> {
  if (session.get()) return;
  await attempt(null, async () => {
    const { story } = await api.story();
    if (!story) return toast(null, "info", "这个镇还没有写故事");
    const holder: { player: Player | null } = { player: null };
    let first: StoryState | null = null;
    holder.player = createPlayer(story, {
      look,
      run: (step) => runStep(step, pause),
      pause,
      tell: (state) => {
        first ??= state;
        session.set((now) => (now ? { ...now, state } : now));
      },
    });
    const { player } = holder;
    if (first && player) session.set(() => ({ player, state: first as StoryState }));
    return undefined;
  });
}

export function closeStory(): void {
  session.get()?.player.pause();
  session.set(() => null);
}
