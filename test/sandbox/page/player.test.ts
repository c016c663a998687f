import { describe, expect, it } from "vitest";
import { createPlayer, readingMs } from "../../../src/sandbox/page/story/player.ts";
import type { StoryDeps, StoryState } from "../../../src/sandbox/page/story/player.ts";
import type { SandboxStory } from "../../../src/sandbox/protocol.ts";

const story: SandboxStory = {
  title: "题",
  intro: "引子",
  steps: ["一", "二", "三"].map((caption) => ({ caption, as: caption, do: { op: "look" } })),
};

const stage = (change: Partial<StoryDeps> = {}) => {
  const states: StoryState[] = [];
  const played: string[] = [];
  const pauses: number[] = [];
  const player = createPlayer(story, {
    look: async () => {},
    run: async (step) => void played.push(step.as ?? ""),
    pause: async (ms) => void pauses.push(ms),
    tell: (state) => states.push(state),
    ...change,
  });
  return { player, states, played, pauses, last: () => states.at(-1) };
};

describe("the story player", () => {
  it("plays to the end, giving time to read each caption", async () => {
    const { player, played, pauses, last } = stage();
    expect(last()).toMatchObject({ status: "ready", caption: "引子", index: 0, total: 3 });
    await player.play();
    expect(played).toEqual(["一", "二", "三"]);
    expect(last()).toMatchObject({ status: "done", index: 3, caption: "三" });
    expect(pauses.filter((ms) => ms === readingMs("一"))).toHaveLength(3);
    await player.play();
    expect(played).toHaveLength(3);
  });

  it("plays one step at a time without waiting", async () => {
    const { player, played, pauses, last } = stage();
    await player.next();
    expect(played).toEqual(["一"]);
    expect(pauses).toEqual([]);
    expect(last()).toMatchObject({ status: "paused", index: 1 });
  });

  it("stops after the running step when paused, and goes on from there", async () => {
    const held = { pause: () => {} };
    const { player, played, last } = stage({
      run: async (step) => {
        played.push(step.as ?? "");
        held.pause();
      },
    });
    held.pause = player.pause;
    await player.play();
    expect(played).toEqual(["一"]);
    expect(last()?.status).toBe("paused");
    held.pause = () => {};
    await player.play();
    expect(played).toEqual(["一", "二", "三"]);
  });

  it("says why a step failed, tries it again or skips it", async () => {
    let broken = true;
    const { player, played, last } = stage({
      run: async (step) => {
        if (step.as === "二" && broken) throw new Error("没有等到");
        played.push(step.as ?? "");
      },
    });
    await player.play();
    expect(last()).toMatchObject({ status: "failed", index: 1, problem: "没有等到" });
    broken = false;
    await player.next();
    expect(played).toEqual(["一", "二"]);
    broken = true;
    await player.next();
    expect(last()).toMatchObject({ status: "done", problem: null });
  });

  it("runs one step at a time, whatever is pressed", async () => {
    const { player, played } = stage();
    await Promise.all([player.next(), player.next(), player.play()]);
    expect(played).toEqual(["一"]);
  });

  it("skips only what failed", async () => {
    const { player, played, last } = stage({ run: () => Promise.reject(new Error("坏")) });
    player.skip();
    expect(last()?.index).toBe(0);
    await player.next();
    player.skip();
    expect(last()).toMatchObject({ status: "paused", index: 1 });
    expect(played).toEqual([]);
  });
});
