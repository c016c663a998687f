import { DATA } from "../../src/assistant/data.gen.ts";
import { wordScore } from "../../src/assistant/gates/alarm.ts";
import { alarmed } from "../../src/assistant/gates/emergency.ts";
import { toldOfDanger } from "./told.ts";
import { KEPT, train } from "./train.ts";
import type { Share } from "./score.ts";

const FOLDS = 8;

/**
 * What the gate hears of dangers of which it has learned nothing: every kind of accident (a `##` of the voices) is held out with its
 * like in turn, everything else by eighths. Rules see all, as they always do.
 */
export function alarmHeldOut(): ReadonlyMap<string, Share> {
  const all = toldOfDanger(new URL("../../", import.meta.url), DATA.requests);
  const kinds = [...new Set(all.map(({ group }) => group).filter((group) => group.includes("/")))];
  const fold = all.map(({ group }, at) => (group.includes("/") ? kinds.indexOf(group) % FOLDS : at % FOLDS));
  const out = new Map<string, Share>();
  const count = (name: string, ok: boolean): void => {
    const share = out.get(name) ?? { right: 0, all: 0 };
    out.set(name, { right: share.right + (ok ? 1 : 0), all: share.all + 1 });
  };
  for (let held = 0; held < FOLDS; held++) {
    const model = train(
      all.filter((_, at) => fold[at] !== held),
      KEPT.danger,
    );
    for (const [at, one] of all.entries()) {
      if (fold[at] !== held) continue;
      const heard = alarmed(one.text, wordScore(one.text, model));
      const where = one.group.includes("/") ? "kinds held out" : one.group === "bank" ? "bank" : "gate tables and sets";
      if (one.yes) {
        count(`${where}: danger heard`, heard === "sure");
        count(`${where}: heard or asked about`, heard !== null);
      } else {
        count(`${where}: no false alarm`, heard !== "sure");
        count(`${where}: not even asked`, heard === null);
      }
    }
  }
  return out;
}
