import type { start } from "../support/start.ts";

type Started = Awaited<ReturnType<typeof start>>;
type Json = Record<string, unknown>;

const text = (content: string): Json => ({ tag: "plain_text", content });

const button = (label: string, value: Json, more: Json = {}): Json => ({
  tag: "button",
  text: text(label),
  behaviors: [{ type: "callback", value }],
  ...more,
});

export const card = (title: string, template: string, elements: Json[]): Json => ({
  schema: "2.0",
  config: { update_multi: true, summary: { content: title } },
  header: { title: text(title), template },
  body: { elements },
});

const taskCard = (): Json =>
  card("纬二路停电", "orange", [
    { tag: "markdown", content: "李厂长 138-0000-0001\n请在**10:30前**接收" },
    button("接收", { a: "accept" }, { type: "primary_filled" }),
    button(
      "不归我管",
      { a: "return" },
      { confirm: { title: text("退回这件事？"), text: text("退回后由企服中心重新派。") } },
    ),
  ]);

const workCard = (): Json =>
  card("正在办理：纬二路停电", "blue", [
    {
      tag: "form",
      name: "resolve",
      elements: [
        { tag: "input", name: "result", label: text("办理结果"), required: true },
        { tag: "button", name: "done", text: text("办结"), type: "primary_filled", form_action_type: "submit" },
      ],
    },
  ]);

/** A desk in thirty lines: a request becomes a card for the cadre; accepted, resolved, told to the group. */
export const deskBot = ({ bot, client }: Started) => {
  const send = (to: string, type: "open_id" | "chat_id", body: Json | string) =>
    client.im.v1.message.create({
      params: { receive_id_type: type },
      data: {
        receive_id: to,
        msg_type: typeof body === "string" ? "text" : "interactive",
        content: JSON.stringify(typeof body === "string" ? { text: body } : body),
      },
    });
  const actions: Json[] = [];
  bot.answer(async ({ body }) => {
    const event = body["event"] as Json & {
      message?: Json;
      sender?: { sender_id: { open_id: string } };
      action?: Json;
    };
    if (body["header"]?.event_type === "im.message.receive_v1" && event.message?.["chat_type"] === "p2p") {
      const from = event.sender?.sender_id.open_id ?? "";
      await send(
        from,
        "open_id",
        card("已收到，王干部来办", "blue", [{ tag: "markdown", content: "最晚今天10:30前联系您" }]),
      );
      await send("ou_wang", "open_id", taskCard());
    }
    if (body["header"]?.event_type !== "card.action.trigger") return { body: {} };
    const action = event.action ?? {};
    actions.push(action);
    if ((action["value"] as Json | undefined)?.["a"] === "accept") {
      return {
        body: {
          toast: { type: "success", content: "已接收，请今天联系企业" },
          card: { type: "raw", data: workCard() },
        },
      };
    }
    if (action["name"] === "done") {
      const result = String((action["form_value"] as Json)["result"]);
      await send("ou_li", "open_id", `已办结：${result}`);
      await send("oc_staff", "chat_id", `办结1件：${result}`);
      return {
        body: {
          card: { type: "raw", data: card("已办结：纬二路停电", "green", [{ tag: "markdown", content: result }]) },
        },
      };
    }
    if ((action["value"] as Json | undefined)?.["a"] === "broken") return { status: 500, body: {} };
    return { body: {} };
  });
  return { send, actions };
};
