import { expect, test } from "vitest";
import { codeOf, start } from "./support/start.ts";

const md = (content: string, id = "t1") => ({ tag: "markdown", element_id: id, content });
const card = (content: string) => ({
  schema: "2.0",
  config: { streaming_mode: true },
  body: { elements: [md(content)] },
});

test("card entities: create, send once, stream, patch, batch, sequence", async () => {
  const { client, control } = await start();
  const made = await client.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(card("一")) } });
  const cardId = made.data?.card_id ?? "";
  const path = { card_id: cardId };
  const content = JSON.stringify({ type: "card", data: { card_id: cardId } });
  const data = { receive_id: "ou_li", msg_type: "interactive", content };
  const sent = await client.im.v1.message.create({ params: { receive_id_type: "open_id" }, data });
  expect(await codeOf(client.im.v1.message.create({ params: { receive_id_type: "open_id" }, data }))).toMatchObject({
    code: 230099,
  });
  const shown = () => control.messages("ou_li").messages[0]?.content as ReturnType<typeof card>;

  await client.cardkit.v1.cardElement.content({
    path: { ...path, element_id: "t1" },
    data: { content: "一二", sequence: 1 },
  });
  expect(shown().body.elements).toEqual([md("一二")]);
  await client.cardkit.v1.cardElement.create({
    path,
    data: { type: "insert_after", target_element_id: "t1", elements: JSON.stringify([md("后", "t2")]), sequence: 2 },
  });
  await client.cardkit.v1.cardElement.patch({
    path: { ...path, element_id: "t2" },
    data: { partial_element: JSON.stringify({ content: "改" }), sequence: 3, uuid: "u" },
  });
  expect(shown().body.elements).toEqual([md("一二"), md("改", "t2")]);
  await client.cardkit.v1.cardElement.patch({
    path: { ...path, element_id: "t2" },
    data: { partial_element: JSON.stringify({ content: "再改" }), sequence: 4, uuid: "u" },
  });
  expect(shown().body.elements[1]).toEqual(md("改", "t2"));
  expect(
    await codeOf(client.cardkit.v1.cardElement.delete({ path: { ...path, element_id: "t2" }, data: { sequence: 3 } })),
  ).toMatchObject({ code: 300317, status: 400 });
  await client.cardkit.v1.card.batchUpdate({
    path,
    data: {
      actions: JSON.stringify([
        { action: "delete_elements", params: { element_ids: ["t2"] } },
        { action: "partial_update_setting", params: { settings: { config: { streaming_mode: false } } } },
      ]),
      sequence: 5,
    },
  });
  expect(shown()).toEqual({ ...card("一二"), config: { streaming_mode: false } });
  const stream = client.cardkit.v1.cardElement.content({
    path: { ...path, element_id: "t1" },
    data: { content: "三", sequence: 6 },
  });
  expect(await codeOf(stream)).toMatchObject({ code: 300309 });
  await client.cardkit.v1.card.update({
    path,
    data: { card: { type: "card_json", data: JSON.stringify(card("全新")) }, sequence: 7 },
  });
  expect(shown()).toEqual(card("全新"));
  const id = await client.cardkit.v1.card.idConvert({ data: { message_id: sent.data?.message_id ?? "" } });
  expect(id.data?.card_id).toBe(cardId);
});

test("tasks: create once per client_token, patch named fields only, due in seconds", async () => {
  const { client } = await start();
  const data = { summary: "核实用电", client_token: "c1", due: { timestamp: "1790000000123", is_all_day: false } };
  const one = await client.task.v2.task.create({ data });
  const two = await client.task.v2.task.create({ data });
  expect(two.data?.task?.guid).toBe(one.data?.task?.guid);
  expect(one.data?.task?.due?.timestamp).toBe("1790000000000");
  const patched = await client.task.v2.task.patch({
    path: { task_guid: one.data?.task?.guid ?? "" },
    data: { task: { summary: "已核实", completed_at: "1790000000000" }, update_fields: ["completed_at"] },
  });
  expect(patched.data?.task).toMatchObject({ summary: "核实用电", completed_at: "1790000000000" });
});

test("bitable records: create, batch, search, update, delete; errors on HTTP 200", async () => {
  const { client } = await start();
  const base = (await client.bitable.v1.app.create({ data: { name: "台账" } })).data?.app?.app_token ?? "";
  const fields = ["单号", "状态"].map((field_name) => ({ field_name, type: 1 }));
  const table = await client.bitable.v1.appTable.create({
    path: { app_token: base },
    data: { table: { name: "工单", fields } },
  });
  const path = { app_token: base, table_id: table.data?.table_id ?? "" };
  const one = await client.bitable.v1.appTableRecord.create({ path, data: { fields: { 单号: "QF-1" } } });
  const recordId = one.data?.record?.record_id ?? "";
  const many = await client.bitable.v1.appTableRecord.batchCreate({
    path,
    data: { records: [{ fields: { 单号: "QF-2" } }, { fields: { 单号: "QF-3" } }] },
  });
  expect(many.data?.records).toHaveLength(2);
  await client.bitable.v1.appTableRecord.update({
    path: { ...path, record_id: recordId },
    data: { fields: { 状态: "办结" } },
  });
  const found = await client.bitable.v1.appTableRecord.search({ path, data: {}, params: { page_size: 2 } });
  expect(found.data).toMatchObject({
    total: 3,
    has_more: true,
    items: [{ fields: { 单号: [{ text: "QF-1" }], 状态: [{ text: "办结" }] } }, {}],
  });
  await client.bitable.v1.appTableRecord.delete({ path: { ...path, record_id: recordId } });
  expect(await codeOf(client.bitable.v1.appTableRecord.get({ path: { ...path, record_id: recordId } }))).toMatchObject({
    code: 1254043,
    status: 200,
  });
  const tooMany = Array.from({ length: 1001 }, () => ({ fields: {} }));
  expect(
    await codeOf(client.bitable.v1.appTableRecord.batchCreate({ path, data: { records: tooMany } })),
  ).toMatchObject({ code: 1254104, status: 200 });
});

test("ephemeral cards are for one pair of eyes; a batch reaches the reachable; speech is recognised", async () => {
  const { client, control } = await start();
  const own = { schema: "2.0", body: { elements: [md("只给你")] } };
  const request = <T>(url: string, data: unknown, method = "POST") =>
    client.request<T>({ method, url, data: data as Record<string, unknown> });
  await request("/open-apis/ephemeral/v1/send", {
    chat_id: "oc_staff",
    open_id: "ou_wang",
    msg_type: "interactive",
    card: own,
  });
  expect(control.messages("ou_wang", "oc_staff").messages).toMatchObject([{ content: own, onlyFor: "ou_wang" }]);
  expect(control.messages("ou_zhao", "oc_staff").messages).toEqual([]);

  const batch = await request<{ data: { message_id: string; invalid_open_ids: string[] } }>(
    "/open-apis/message/v4/batch_send/",
    {
      open_ids: ["ou_li", "ou_gone", "ou_out"],
      department_ids: ["od_1"],
      msg_type: "text",
      content: { text: "停水通知" },
    },
  );
  expect(batch.data.message_id).toMatch(/^bm-/);
  expect(batch.data.invalid_open_ids).toEqual(["ou_gone", "ou_out"]);
  expect(control.messages("ou_wang").messages).toMatchObject([{ type: "text", content: { text: "停水通知" } }]);
  const { chatId } = control.messages("ou_li").messages[0] ?? { chatId: "" };
  control.read("ou_li", chatId);
  const read = await client.im.v1.batchMessage.readUser({ path: { batch_message_id: batch.data.message_id } });
  expect(read.data?.read_user).toEqual({ read_count: "1", total_count: "2" });
  await client.im.v1.batchMessage.delete({ path: { batch_message_id: batch.data.message_id } });
  expect(control.messages("ou_li").messages[0]?.recalled).toBe(true);

  const speech = await client.speech_to_text.v1.speech.fileRecognize({
    data: {
      speech: { speech: Buffer.from("机器坏了").toString("base64") },
      config: { file_id: "abcdefgh12345678", format: "pcm", engine_type: "16k_auto" },
    },
  });
  expect(speech.data?.recognition_text).toBe("机器坏了");
});

test("bot info and the platform's own addresses", async () => {
  const { client } = await start();
  expect(await client.request({ method: "GET", url: "/open-apis/bot/v3/info" })).toMatchObject({
    code: 0,
    msg: "ok",
    bot: { open_id: "ou_bot1", app_name: "企服" },
  });
  expect((await client.event.v1.outboundIp.list({})).data?.ip_list).toEqual(["127.0.0.1"]);
});

test("feed cards, basic profiles, departments above, and a thread forwarded", async () => {
  const { client, control } = await start();
  const feed = await client.im.v2.appFeedCard.create({
    params: { user_id_type: "open_id" },
    data: { app_feed_card: { title: "待办", preview: "一件超期" }, user_ids: ["ou_li", "ou_nobody", "ou_far"] },
  });
  expect(feed.data?.failed_cards).toEqual([
    { user_id: "ou_nobody", reason: "1" },
    { user_id: "ou_far", reason: "2" },
  ]);
  const profiles = await client.contact.v3.user.basicBatch({
    params: { user_id_type: "open_id" },
    data: { user_ids: ["ou_li", "ou_out"] },
  });
  expect(profiles.data?.users).toEqual([{ user_id: "ou_li", name: "李厂长" }]);
  const parents = await client.contact.v3.department.parent({ params: { department_id: "od_1" } });
  expect(parents.data?.items).toEqual([]);
  control.say("ou_wang", "@bot 话题", "oc_thread");
  const [root] = control.messages("ou_wang", "oc_thread").messages;
  const copy = await client.im.v1.thread.forward({
    path: { thread_id: root?.threadId ?? "" },
    params: { receive_id_type: "open_id" },
    data: { receive_id: "ou_li" },
  });
  expect(copy.data?.body?.content).toContain("话题");
});
