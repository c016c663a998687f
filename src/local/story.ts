import type { SandboxStory, SandboxStoryStep } from "../sandbox/protocol.ts";

const MANAGER = "ou_demo_e01";
const CADRE = "ou_demo_c29";
const DISPATCHER = "ou_demo_c06";
const LEADER = "ou_demo_l03";
const ROAD_MANAGER = "ou_demo_e22";
const ROAD_FIRST = "ou_demo_c15";
const ROAD_SECOND = "ou_demo_c16";

type Action = SandboxStoryStep["do"];
const step = (as: string, caption: string, action: Action): SandboxStoryStep => ({ as, caption, do: action });
const then = (as: string, action: Action): SandboxStoryStep => ({ as, do: action });
const click = (label: string, near?: string, form?: Record<string, string>): Action => ({
  op: "click",
  label,
  ...(near === undefined ? {} : { near }),
  ...(form === undefined ? {} : { form }),
});
const wait = (text: string): Action => ({ op: "wait", text });

/** From a request to the morning digest, in the words of the people of 云溪镇; what the page's 故事 plays. */
export const STORY: SandboxStory = {
  title: "一件诉求的一生",
  intro: "看企业的一条消息怎样变成一件有人负责、有期限、有评价的事；没人接、办得慢时会怎样；领导第二天早上看到什么。",
  steps: [
    step(MANAGER, "一个普通的工作日早上。", { op: "clock", move: { op: "nextOfficeMorning" } }),
    step(MANAGER, "禾穗食品停电了。苗总像平时一样，给企服助手发一条消息。", {
      op: "say",
      text: "园区纬二路停电了，注塑机全停了",
    }),
    step(MANAGER, "一秒内有回音：谁负责、电话多少、最晚什么时候联系、什么时候办完。", wait("已收到")),
    step(
      CADRE,
      "值守的干部收到卡片：谁、什么事、在哪里、几点前接收。按一下，责任就到了他手上。",
      click("接收", "纬二路"),
    ),
    step(MANAGER, "企业的卡片跟着变：现在由谁在办，不用再问。", wait("尤在渊")),
    step(CADRE, "还差材料？一次说全，计时暂停。", click("更多", "纬二路")),
    then(CADRE, click("请补充", "纬二路")),
    then(CADRE, click("发给企业", "纬二路", { materials_list: "停电范围照片\n受影响设备清单" })),
    step(MANAGER, "企业拍张照片、回一句话，计时继续。", { op: "send", kind: "image" }),
    then(MANAGER, { op: "say", text: "停电的是纬二路3号到9号，注塑机四台" }),
    step(CADRE, "照片和文字都到了干部手里。办好后写清结果。", click("办结", "纬二路")),
    then(CADRE, click("办结", "纬二路", { resolve_text: "已恢复供电，故障是电缆接头烧坏，已更换" })),
    step(MANAGER, "好不好由企业说。这次不满意：晚上又停了一次。", click("不满意", "已恢复供电")),
    then(MANAGER, click("提交评价", undefined, { rate_comment: "晚上又停了一次" })),
    step(CADRE, "差评自动退回原单位重办，单位负责人同时知道。", wait("晚上又停了一次")),
    then(CADRE, click("办结", "纬二路")),
    then(CADRE, click("办结", "纬二路", { resolve_text: "已更换整段电缆，连续供电稳定" })),
    step(MANAGER, "这回真好了。", click("非常满意", "已更换整段电缆")),

    step(ROAD_MANAGER, "另一家企业：门口的路塌了。", {
      op: "say",
      text: "永安大路73号门口的路面塌了一块，货车进不来",
    }),
    step(ROAD_FIRST, "这次派到的同事没有接……", wait("路面塌了")),
    step(DISPATCHER, "时间过去一小时。", { op: "clock", move: { op: "advance", ms: 3_600_000 } }),
    step(ROAD_SECOND, "没按时接收，自动转给下一位；首接的人接收前一直负责，企业不会没人管。", wait("路面塌了")),
    then(ROAD_SECOND, click("接收", "路面塌了")),
    step(LEADER, "到了第二天早上。", { op: "clock", move: { op: "nextOfficeMorning" } }),
    then(LEADER, { op: "clock", move: { op: "advance", ms: 600_000 } }),
    step(LEADER, "领导在群里看到一页实话：新收多少、办结多少、哪件快到期、哪件要过问。", { op: "look" }),
    { as: LEADER, chat: "oc_demo_daily", do: { op: "look" } },
  ],
};
