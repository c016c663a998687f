import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sdkClient, start } from "./support/start.ts";
import { SECOND } from "./support/town.ts";

/** The official SDK's unmodified Client is the judge: it must find every answer where it looks for it. */
const text = (words: string) => ({ msg_type: "text", content: JSON.stringify({ text: words }) });
const CARD = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "卡片" }] } };
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("messages", () => {
  test("send, edit, get, list, read users, recall", async () => {
    const { client, control } = await start();
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: "open_id" },
      data: { receive_id: "ou_li", ...text('你好 <at user_id="ou_li"></at>') },
    });
    expect(sent.data).toMatchObject({
      msg_type: "text",
      deleted: false,
      updated: false,
      sender: { id: "cli_a000000000000001", id_type: "app_id", sender_type: "app" },
      body: { content: '{"text":"你好 @_user_1"}' },
      mentions: [{ key: "@_user_1", id: "ou_li", id_type: "open_id", name: "李厂长" }],
    });
    const messageId = sent.data?.message_id ?? "";
    const chatId = sent.data?.chat_id ?? "";
    const edited = await client.im.v1.message.update({ path: { message_id: messageId }, data: text("改过") });
    expect(edited.data?.updated).toBe(true);

    control.read("ou_li", chatId);
    const readers = await client.im.v1.message.readUsers({
      path: { message_id: messageId },
      params: { user_id_type: "open_id" },
    });
    expect(readers.data?.items?.map((item) => item.user_id)).toEqual(["ou_li"]);

    await client.im.v1.message.delete({ path: { message_id: messageId } });
    const got = await client.im.v1.message.get({ path: { message_id: messageId } });
    expect(got.data?.items).toMatchObject([{ deleted: true, body: { content: "" } }]);
    expect(control.messages("ou_li").messages).toMatchObject([{ recalled: true, content: {} }]);

    const list = await client.im.v1.message.list({
      params: { container_id_type: "chat", container_id: chatId, page_size: 10 },
    });
    expect(list.data?.items?.map((item) => item.message_id)).toEqual([messageId]);
  });

  test("a card is simplified for readers unless they ask for the original, and patching bumps its version", async () => {
    const { client, control } = await start();
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: "chat_id" },
      data: { receive_id: "oc_staff", msg_type: "interactive", content: JSON.stringify(CARD) },
    });
    const path = { message_id: sent.data?.message_id ?? "" };
    const simple = await client.im.v1.message.get({ path });
    expect(JSON.parse(simple.data?.items?.[0]?.body?.content ?? "")).toEqual({
      title: "",
      elements: [[{ tag: "text", text: "卡片" }]],
    });
    const raw = await client.im.v1.message.get({
      path,
      params: { card_msg_content_type: "user_card_content" },
    });
    expect(JSON.parse(raw.data?.items?.[0]?.body?.content ?? "")).toEqual(CARD);
    expect((await client.im.v1.message.patch({ path, data: { content: JSON.stringify(CARD) } })).code).toBe(0);
    expect(control.messages("ou_wang", "oc_staff").messages[0]).toMatchObject({ cardVersion: 2 });
  });

  test("forward copies, merge forward has children, follow-ups show, urgent marks", async () => {
    const { client, control } = await start();
    const one = await client.im.v1.message.create({
      params: { receive_id_type: "chat_id" },
      data: { receive_id: "oc_staff", ...text("一") },
    });
    const path = { message_id: one.data?.message_id ?? "" };
    const copy = await client.im.v1.message.forward({
      path,
      params: { receive_id_type: "open_id" },
      data: { receive_id: "ou_li" },
    });
    expect(copy.data?.body?.content).toBe('{"text":"一"}');
    const merged = await client.im.v1.message.mergeForward({
      params: { receive_id_type: "chat_id" },
      data: { receive_id: "oc_firm", message_id_list: [path.message_id] },
    });
    const parent = merged.data?.message?.message_id ?? "";
    const items = (await client.im.v1.message.get({ path: { message_id: parent } })).data?.items ?? [];
    expect(items.map((item) => [item.msg_type, item.upper_message_id])).toEqual([
      ["merge_forward", undefined],
      ["text", parent],
    ]);
    await client.im.v1.message.pushFollowUp({
      path: { message_id: copy.data?.message_id ?? "" },
      data: { follow_ups: [{ content: "办好了" }] },
    });
    expect(control.messages("ou_li").messages.at(-1)?.followUps).toEqual(["办好了"]);
    const urgent = await client.im.v1.message.urgentApp({
      path,
      params: { user_id_type: "open_id" },
      data: { user_id_list: ["ou_wang", "ou_li"] },
    });
    expect(urgent.data?.invalid_user_id_list).toEqual(["ou_li"]);
    expect(control.messages("ou_wang", "oc_staff").messages[0]?.urgent).toMatchObject([
      { openId: "ou_wang", kind: "app" },
    ]);
  });

  test("reactions and pins", async () => {
    const { client, control, bot, sandbox } = await start();
    const { messageId } = control.say("ou_wang", "@bot 在吗", "oc_staff");
    const path = { message_id: messageId };
    const made = await client.im.v1.messageReaction.create({ path, data: { reaction_type: { emoji_type: "OK" } } });
    control.react({ as: "ou_zhao", messageId, emoji: "OK" });
    const listed = await client.im.v1.messageReaction.list({ path });
    expect(listed.data?.items?.map((item) => item.operator?.operator_type)).toEqual(["app", "user"]);
    await client.im.v1.messageReaction.delete({
      path: { ...path, reaction_id: made.data?.reaction_id ?? "" },
    });
    expect(control.messages("ou_wang", "oc_staff").messages[0]?.reactions).toEqual([{ emoji: "OK", from: "ou_zhao" }]);

    const pin = await client.im.v1.pin.create({ data: path });
    expect((await client.im.v1.pin.create({ data: path })).data?.pin?.create_time).toBe(pin.data?.pin?.create_time);
    const pins = await client.im.v1.pin.list({ params: { chat_id: "oc_staff" } });
    expect(pins.data?.items?.map((item) => item.message_id)).toEqual([messageId]);
    await client.im.v1.pin.delete({ path });
    expect(control.messages("ou_wang", "oc_staff").messages[0]?.pinned).toBe(false);
    await sandbox.idle();
    const created = bot.of("im.message.reaction.created_v1").map((got) => got.body["event"]);
    expect(created).toMatchObject([
      { operator_type: "app", app_id: "cli_a000000000000001" },
      { operator_type: "user", user_id: { open_id: "ou_zhao" }, reaction_type: { emoji_type: "OK" } },
    ]);
    expect(bot.of("im.message.reaction.deleted_v1")).toHaveLength(1);
  });
});

test("uploads come back byte for byte, and what a person sent can be fetched from the message", async () => {
  const { client, control } = await start();
  const image = await client.im.v1.image.create({ data: { image_type: "message", image: PNG } });
  const file = await client.im.v1.file.create({
    data: { file_type: "stream", file_name: "说明.txt", file: Buffer.from("内容") },
  });
  await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: "ou_li", msg_type: "image", content: JSON.stringify({ image_key: image?.image_key }) },
  });
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: "ou_li", msg_type: "file", content: JSON.stringify({ file_key: file?.file_key }) },
  });
  expect(JSON.parse(sent.data?.body?.content ?? "")).toEqual({ file_key: file?.file_key, file_name: "说明.txt" });

  const mine = control.upload({
    as: "ou_li",
    kind: "image",
    fileName: "照片.png",
    mime: "image/png",
    bytes: PNG,
  });
  const { messageId } = control.send({ as: "ou_li", chat: "bot", type: "image", content: { imageKey: mine.imageKey } });
  const target = join(mkdtempSync(join(tmpdir(), "sandbox-")), "out");
  writeFileSync(target, "");
  const resource = await client.im.v1.messageResource.get({
    path: { message_id: messageId, file_key: mine.imageKey ?? "" },
    params: { type: "image" },
  });
  await resource.writeFile(target);
  expect(readFileSync(target).equals(PNG)).toBe(true);
  expect(resource.headers["content-type"]).toBe("image/png");
  const own = await client.im.v1.file.get({ path: { file_key: file?.file_key ?? "" } });
  await own.writeFile(target);
  expect(readFileSync(target, "utf8")).toBe("内容");
});

test("groups: create, list, info, members, update, link, notice, menu, dissolve", async () => {
  const { client, control, bot, sandbox } = await start();
  const made = await client.im.v1.chat.create({
    params: { user_id_type: "open_id", uuid: "one" },
    data: { name: "工单群", user_id_list: ["ou_wang"] },
  });
  const chatId = made.data?.chat_id ?? "";
  const again = await client.im.v1.chat.create({ params: { uuid: "one" }, data: { name: "另一个名字" } });
  expect(again.data).toMatchObject({ chat_id: chatId, name: "工单群" });
  const path = { chat_id: chatId };
  const added = await client.im.v1.chatMembers.create({
    path,
    params: { member_id_type: "open_id", succeed_type: 1 },
    data: { id_list: ["ou_zhao", "ou_gone", "ou_nobody"] },
  });
  expect(added.data).toEqual({
    invalid_id_list: ["ou_gone"],
    not_existed_id_list: ["ou_nobody"],
    pending_approval_id_list: [],
  });
  const members = await client.im.v1.chatMembers.get({ path });
  expect(members.data?.items?.map((item) => item.member_id)).toEqual(["ou_wang", "ou_zhao"]);
  await client.im.v1.chat.update({ path, data: { name: "新名字" } });
  expect((await client.im.v1.chat.get({ path })).data).toMatchObject({
    name: "新名字",
    user_count: "2",
    bot_count: "1",
    chat_status: "normal",
    external: false,
  });
  expect((await client.im.v1.chat.list({})).data?.items?.map((item) => item.chat_id)).toContain(chatId);
  expect((await client.im.v1.chat.link({ path, data: { validity_period: "permanently" } })).data?.is_permanent).toBe(
    true,
  );
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "chat_id" },
    data: { receive_id: chatId, ...text("置顶") },
  });
  await client.im.v1.chatTopNotice.putTopNotice({
    path,
    data: { chat_top_notice: [{ action_type: "1", message_id: sent.data?.message_id ?? "" }] },
  });
  const menu = await client.im.v1.chatMenuTree.create({
    path,
    data: {
      menu_tree: {
        chat_menu_top_levels: [
          {
            chat_menu_item: {
              action_type: "REDIRECT_LINK",
              name: "看板",
              redirect_link: { common_url: "https://example.com" },
            },
          },
        ],
      },
    },
  });
  expect(menu.code).toBe(0);
  await client.im.v1.chatMembers.delete({
    path,
    params: { member_id_type: "open_id" },
    data: { id_list: ["ou_zhao"] },
  });
  await client.im.v1.chat.delete({ path });
  await sandbox.idle();
  expect(control.chats("ou_wang").find((row) => row.chatId === chatId)?.dissolved).toBe(true);
  expect(bot.of("im.chat.disbanded_v1")).toHaveLength(1);
  expect(bot.of("im.chat.member.user.added_v1")[0]?.body["event"].users).toMatchObject([{ name: "赵主任" }]);
});

test("contact: by phone with gaps, by id, by department, range", async () => {
  const { client } = await start();
  const ids = await client.contact.v3.user.batchGetId({
    params: { user_id_type: "open_id" },
    data: { mobiles: ["13800000001", "+8613800000002", "13999999999"], emails: ["li@example.com"] },
  });
  expect(ids.data?.user_list).toEqual([
    { email: "li@example.com", user_id: "ou_li" },
    { mobile: "13800000001", user_id: "ou_li" },
    { mobile: "+8613800000002", user_id: "ou_wang" },
    { mobile: "13999999999" },
  ]);
  const user = await client.contact.v3.user.get({ path: { user_id: "ou_li" }, params: { user_id_type: "open_id" } });
  expect(user.data?.user).toMatchObject({ name: "李厂长", mobile: "+8613800000001", union_id: "on_li" });
  const batch = await client.contact.v3.user.batch({ params: { user_ids: ["ou_li", "ou_out", "ou_wang"] } });
  expect(batch.data?.items?.map((item) => item.open_id)).toEqual(["ou_li", "ou_wang"]);
  const department = await client.contact.v3.user.findByDepartment({ params: { department_id: "od_1" } });
  expect(department.data?.items?.map((item) => item.name)).toEqual(["王干部"]);
  const children = await client.contact.v3.department.children({ path: { department_id: "0" } });
  expect(children.data?.items?.map((item) => item.open_department_id)).toEqual(["od_1"]);
  expect((await client.contact.v3.scope.list({})).data?.user_ids).not.toContain("ou_out");
});

test("open ids differ between two apps of one developer, union ids do not", async () => {
  const { sandbox, client } = await start();
  const second = sdkClient(sandbox.url, SECOND);
  const byPhone = { params: { user_id_type: "open_id" as const }, data: { mobiles: ["13800000001"] } };
  const one = (await client.contact.v3.user.batchGetId(byPhone)).data?.user_list?.[0]?.user_id;
  const two = (await second.contact.v3.user.batchGetId(byPhone)).data?.user_list?.[0]?.user_id ?? "";
  expect(one).toBe("ou_li");
  expect(two).toMatch(/^ou_[0-9a-f]{32}$/);
  const user = await second.contact.v3.user.get({ path: { user_id: two }, params: { user_id_type: "open_id" } });
  expect(user.data?.user?.union_id).toBe("on_li");
});
