import type { SandboxStory, SandboxStoryStep } from "../../protocol.ts";

export type StoryStatus = "ready" | "playing" | "paused" | "failed" | "done";

export interface StoryState {
  status: StoryStatus;
  /** Number of steps already played. */
  index: number;
  total: number;
  title: string;
  caption: string;
  /** Why the last step could not be played. */
  problem: string | null;
}

export interface StoryDeps {
  /** Plays one step; throws an Error whose message the viewer can read. */
  run: (step: SandboxStoryStep) => Promise<void>;
  /** Waits so many ms of real time, or shorter when somebody is impatient. */
  pause: (ms: number) => Promise<void>;
  tell: (state: StoryState) => void;
}

export interface Player {
  /** Plays on until paused, failed or done. */
  play: () => Promise<void>;
  /** Plays exactly one step, the failed one again. */
  next: () => Promise<void>;
  pause: () => void;
  skip: () => void;
}

/** Reading time of a caption in ms: a person reads about eight characters a second, and needs a moment to look. */
export function readingMs(caption: string): number {
  return Math.min(9000, 1200 + [...caption].length * 110);
}

/** Plays a story step by step or on its own. One step runs at a time, whatever is pressed. */
export function createPlayer(story: SandboxStory, deps: StoryDeps): Player {
  let state: StoryState = {
    status: "ready",
    index: 0,
    total: story.steps.length,
    title: story.title,
    caption: story.intro,
    problem: null,
  };
  let running = false;
  let wanted = false;

  const change = (part: Partial<StoryState>) => {
    state = { ...state, ...part };
    deps.tell(state);
  };

  const step = async (auto: boolean): Promise<boolean> => {
    const now = story.steps[state.index];
    if (!now) return false;
    change({ status: "playing", problem: null, ...(now.caption === undefined ? {} : { caption: now.caption }) });
    // The caption is read first, then the eye follows what happens.
    if (auto && now.caption !== undefined) await deps.pause(readingMs(now.caption));
    try {
      await deps.run(now);
    } catch (error) {
      wanted = false;
      change({ status: "failed", problem: error instanceof Error ? error.message : String(error) });
      return false;
    }
    const index = state.index + 1;
    change({ index, ...(index >= state.total ? { status: "done" as const } : {}) });
    return index < state.total;
  };

  const loop = async (auto: boolean) => {
    if (running || state.status === "done") return;
    running = true;
    wanted = auto;
    try {
      let more = await step(auto);
      while (more && wanted) {
        await deps.pause(700);
        more = wanted && (await step(true));
      }
      if (state.status === "playing") change({ status: "paused" });
    } finally {
      running = false;
    }
  };

  deps.tell(state);
  return {
    play: () => loop(true),
    next: () => loop(false),
    pause: () => {
      wanted = false;
      if (!running && state.status === "playing") change({ status: "paused" });
    },
    skip: () => {
      if (running || state.status !== "failed") return;
      const index = state.index + 1;
      change({ index, problem: null, status: index >= state.total ? "done" : "paused" });
    },
  };
}
