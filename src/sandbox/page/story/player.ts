import type { SandboxStory, SandboxStoryStep } from "../../protocol.ts";

type StoryStatus = "ready" | "playing" | "paused" | "failed" | "done";

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
  /** Brings the person and the chat of a step into view; throws when there is no such person or chat. */
  look: (step: SandboxStoryStep) => Promise<void>;
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
  return Math.min(9000, 1200 + caption.length * 110);
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
  const now = { running: false, auto: false };

  const change = (part: Partial<StoryState>) => {
    state = { ...state, ...part };
    deps.tell(state);
  };

  const playOne = async (auto: boolean): Promise<boolean> => {
    const step = story.steps[state.index];
    if (!step) return false;
    change({ status: "playing", problem: null, ...(step.caption === undefined ? {} : { caption: step.caption }) });
    try {
      // The eye goes to the person, the caption is read, then something happens.
      await deps.look(step);
      if (auto && step.caption !== undefined) await deps.pause(readingMs(step.caption));
      await deps.run(step);
    } catch (error) {
      now.auto = false;
      change({ status: "failed", problem: error instanceof Error ? error.message : String(error) });
      return false;
    }
    const index = state.index + 1;
    change({ index, ...(index >= state.total ? { status: "done" as const } : {}) });
    return index < state.total;
  };

  const loop = async (auto: boolean) => {
    if (now.running || state.status === "done") return;
    now.running = true;
    now.auto = auto;
    try {
      let more = await playOne(auto);
      while (more && now.auto) {
        await deps.pause(700);
        more = now.auto && (await playOne(true));
      }
      if (state.status === "playing") change({ status: "paused" });
    } finally {
      now.running = false;
    }
  };

  deps.tell(state);
  return {
    play: () => loop(true),
    next: () => loop(false),
    pause: () => {
      now.auto = false;
      if (!now.running && state.status === "playing") change({ status: "paused" });
    },
    skip: () => {
      if (now.running || state.status !== "failed") return;
      const index = state.index + 1;
      change({ index, problem: null, status: index >= state.total ? "done" : "paused" });
    },
  };
}
