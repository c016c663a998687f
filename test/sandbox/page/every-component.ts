import type { Json } from "../../../src/sandbox/page/cards/json.ts";

const text = (content: string): Json => ({ tag: "plain_text", content });
const call = (value: Json): Json[] => [{ type: "callback", value }];
const button = (label: string, more: Json = {}): Json => ({ tag: "button", text: text(label), ...more });

/** A card that shows every display component and container (feishu.md 4.3, 4.4). */
export function displayCard(imageKey: string, personId: string): Json {
  return {
    schema: "2.0",
    config: {
      update_multi: true,
      summary: { content: "展示类组件" },
      style: { color: { soft: { light_mode: "rgba(0,90,200,0.1)", dark_mode: "rgba(80,150,255,0.2)" } } },
    },
    header: {
      title: text("展示类组件"),
      subtitle: text("QF-20261124-0001"),
      template: "blue",
      icon: { tag: "standard_icon", token: "chat_outlined" },
      text_tag_list: [{ tag: "text_tag", text: text("处理中"), color: "orange" }],
    },
    body: {
      elements: [
        { tag: "div", text: text("普通文字"), icon: { tag: "standard_icon", token: "time_outlined", color: "orange" } },
        {
          tag: "markdown",
          content: `**粗体** *斜体* ~~删除~~ [链接](https://example.com/a) <font color='red'>红字</font> <text_tag color='green'>标签</text_tag> <at id=${personId}></at>\n- 一\n- 二\n\n| 项目 | 数 |\n|---|---:|\n| 甲 | 1 |\n| 乙 | 2 |`,
        },
        { tag: "hr" },
        { tag: "img", img_key: imageKey, alt: text("现场"), size: "medium", scale_type: "crop_center" },
        {
          tag: "img_combination",
          combination_mode: "double",
          img_list: [{ img_key: imageKey }, { img_key: imageKey }],
        },
        { tag: "person", user_id: personId, size: "small", show_name: true, style: "capsule" },
        { tag: "person_list", persons: [{ id: personId }], show_avatar: true },
        {
          tag: "column_set",
          flex_mode: "stretch",
          background_style: "grey",
          columns: [
            { tag: "column", width: "weighted", weight: 1, elements: [{ tag: "markdown", content: "**新收**\n6" }] },
            { tag: "column", width: "weighted", weight: 1, elements: [{ tag: "markdown", content: "**办结**\n5" }] },
          ],
        },
        {
          tag: "collapsible_panel",
          header: { title: text("办理经过") },
          border: { color: "grey", corner_radius: "6px" },
          elements: [{ tag: "markdown", content: "11月23日 09:12 转给供电所" }],
        },
        {
          tag: "table",
          page_size: 2,
          header_style: { background_style: "grey" },
          columns: [
            { name: "no", display_name: "编号", data_type: "text" },
            { name: "state", display_name: "状态", data_type: "options" },
            { name: "days", display_name: "天数", data_type: "number", format: { precision: 1 } },
            { name: "who", display_name: "负责人", data_type: "persons" },
            { name: "at", display_name: "日期", data_type: "date", date_format: "YYYY-MM-DD" },
          ],
          rows: [1, 2, 3].map((n) => ({
            no: `QF-${n}`,
            state: [{ text: n === 1 ? "超期" : "在办", color: n === 1 ? "red" : "blue" }],
            days: n,
            who: personId,
            at: 1_795_500_000_000,
          })),
        },
        {
          tag: "chart",
          height: "180px",
          chart_spec: {
            type: "bar",
            title: { text: "七日收办" },
            data: [{ id: "d", values: ["周一", "周二", "周三"].map((x, n) => ({ x, y: n + 2 })) }],
            xField: "x",
            yField: "y",
          },
        },
        { tag: "audio", file_key: "file_v3_a" },
      ],
    },
  };
}

/** A card with every interactive component outside a form; each callback carries who it is. */
export function actionCard(imageKey: string): Json {
  const option = (value: string, label: string): Json => ({ value, text: text(label) });
  return {
    schema: "2.0",
    config: { update_multi: true },
    header: { title: text("交互类组件"), template: "orange" },
    body: {
      elements: [
        {
          tag: "column_set",
          flex_mode: "flow",
          columns: [
            button("接收", { type: "primary_filled", behaviors: call({ a: "take" }) }),
            button("退回", {
              type: "danger",
              behaviors: call({ a: "return" }),
              confirm: { title: text("退回这件事？"), text: text("退回后由企服中心重新派。") },
            }),
            button("不能按", { disabled: true, disabled_tips: text("已经有人接收") }),
          ].map((element) => ({ tag: "column", width: "auto", elements: [element] })),
        },
        { tag: "overflow", options: [option("transfer", "转办"), option("merge", "合并")], behaviors: call({ o: 1 }) },
        {
          tag: "select_static",
          placeholder: text("选紧急程度"),
          options: [option("p1", "紧急"), option("p2", "一般")],
          behaviors: call({ s: 1 }),
        },
        { tag: "select_person", placeholder: text("选接办人"), options: [], behaviors: call({ p: 1 }) },
        { tag: "date_picker", placeholder: text("选日期"), behaviors: call({ d: 1 }) },
        { tag: "picker_time", placeholder: text("选时间"), behaviors: call({ t: 1 }) },
        { tag: "picker_datetime", placeholder: text("选日期时间"), behaviors: call({ dt: 1 }) },
        { tag: "input", placeholder: text("补一句"), behaviors: call({ i: 1 }) },
        { tag: "checker", text: text("已电话联系"), behaviors: call({ c: 1 }) },
        {
          tag: "select_img",
          options: [
            { img_key: imageKey, value: "one" },
            { img_key: imageKey, value: "two" },
          ],
          behaviors: call({ g: 1 }),
        },
        {
          tag: "interactive_container",
          has_border: true,
          corner_radius: "8px",
          behaviors: call({ k: 1 }),
          elements: [{ tag: "markdown", content: "点整块" }],
        },
      ],
    },
  };
}

/** A form with every component that a form may hold. */
export function formCard(personId: string): Json {
  const option = (value: string, label: string): Json => ({ value, text: text(label) });
  return {
    schema: "2.0",
    config: { update_multi: true },
    header: { title: text("登记表"), template: "wathet" },
    body: {
      elements: [
        {
          tag: "form",
          name: "register",
          elements: [
            { tag: "input", name: "reason", label: text("事由"), required: true, placeholder: text("一句话") },
            { tag: "input", name: "detail", label: text("详情"), input_type: "multiline_text", rows: 2 },
            {
              tag: "select_static",
              name: "level",
              placeholder: text("程度"),
              options: [option("p1", "紧急"), option("p2", "一般")],
            },
            {
              tag: "multi_select_static",
              name: "tags",
              placeholder: text("选标签"),
              options: [option("a", "供电"), option("b", "道路")],
            },
            { tag: "select_person", name: "who", placeholder: text("接办人"), options: [{ value: personId }] },
            { tag: "multi_select_person", name: "all", placeholder: text("协办人"), options: [{ value: personId }] },
            { tag: "date_picker", name: "day", placeholder: text("日期") },
            { tag: "picker_time", name: "at", placeholder: text("时间") },
            { tag: "picker_datetime", name: "when", placeholder: text("日期时间") },
            { tag: "checker", name: "told", text: text("已告知企业") },
            {
              tag: "column_set",
              columns: [
                button("提交", {
                  type: "primary_filled",
                  name: "submit_btn",
                  form_action_type: "submit",
                  behaviors: call({ a: "register" }),
                }),
                button("清空", { name: "reset_btn", form_action_type: "reset" }),
              ].map((element) => ({ tag: "column", width: "auto", elements: [element] })),
            },
          ],
        },
      ],
    },
  };
}
