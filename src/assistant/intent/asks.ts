import { read } from "../text/read.ts";
import { QUESTION } from "./cues.ts";

/** What is asked for cannot be brought (照片发不出来): help is wanted, and nothing has come. */
const CANNOT =
  /[发传拍开办找打拿交]不(?:出|上|了|到|成|着|过[来去])|还没(?:有)?[发拍开办拿批打盖弄]|没有[^,。]{0,8}怎么办/u;

/** Words that want to know something (要原件还是复印件?) or cannot bring it, rather than bring it. */
export function wantsToKnow(text: string): boolean {
  const { meaning } = read(text);
  return /\?\s*$/u.test(meaning) || QUESTION.test(meaning) || CANNOT.test(meaning);
}
