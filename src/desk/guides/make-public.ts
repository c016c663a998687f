import type { PublicInput } from "../../domain/guides/public-answer.ts";
import { makePublic, publicAnswer } from "../../domain/guides/public-answer.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { publicAnswerWrites, removePublicAnswer } from "../../store/answers.ts";
import { writeAll } from "../../store/database.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import type { Acted, TicketCommand } from "../tickets/act.ts";
import { act } from "../tickets/act.ts";

/** 公开此答复: the words of the form, after they have been found to name nobody; found by questions from then on. */
export async function publishAnswer(
  deps: DeskDeps,
  command: TicketCommand & { readonly by: { readonly openId: string } },
  input: PublicInput,
): Promise<Acted> {
  const guarded = (text: string): boolean => deps.assistant.complaint(text) !== null;
  const acted = await act(
    deps,
    { ...command, writesAnyway: true },
    (context, ticket) => makePublic(context, ticket, input, [ticket.text, input.question, input.answer].some(guarded)),
    ({ directory, ticket }, now) => {
      const actor = actorOf(directory, command.by.openId);
      return { rows: publicAnswerWrites(deps.db, publicAnswer({ now, directory, actor }, ticket.state, input)) };
    },
  );
  if (acted.type === "done")
    deps.log.info("answer.published", {
      ticket: acted.ticket.no,
      by: acted.directory.personByOpenId.get(command.by.openId) ?? "",
    });
  return acted;
}

/** 撤下 by who dispatches or administers; the next question is answered without it. False = not allowed. */
export async function takeBackAnswer(deps: DeskDeps, openId: string, id: string): Promise<boolean> {
  const directory = await deps.directory.get(null);
  const actor = actorOf(directory, openId);
  if (!hasRole(directory, actor, "dispatcher") && !hasRole(directory, actor, "admin")) return false;
  await writeAll(deps.db, removePublicAnswer(deps.db, id));
  deps.log.info("answer.removed", { answer: id, by: directory.personByOpenId.get(openId) ?? "" });
  return true;
}
