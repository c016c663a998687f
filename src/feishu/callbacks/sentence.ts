import type { Deps } from "../../deps.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Refusal } from "../../domain/ticket/refusal.ts";
import { texts } from "../../texts/index.ts";

/** The one sentence for why a verb was not carried out. */
export function refusalSentence(deps: Deps, refusal: Refusal, directory: Directory): string {
  return texts.refusal(refusal, {
    now: deps.clock.now(),
    utcOffsetMinutes: directory.calendar.offsetMinutes,
    personName: (id) => directory.people.get(id)?.name ?? directory.settings.name,
  });
}
