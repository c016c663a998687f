import type { MatterRow } from "../../desk/outgoing.ts";
import type { Hint, Notice } from "../../desk/outgoing.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { commandUsers } from "./commands.ts";
import { labels } from "./labels.ts";

type Danger = Extract<Notice, { kind: "emergency" }>["danger"];

const welcome = {
  title: (office: string): string => `${office}为您服务`,
  titleForStaff: (office: string): string => office,
  manager: "企业遇到什么事，直接发消息给我：文字、语音、图片都行。我会找到负责人，告诉您是谁、电话多少、什么时候办好。",
  managerExamples: "例：纬二路停电，注塑机停了。\n问进展：办得怎么样了。",
  hint: (hint: Hint): string =>
    hint.code === "refused" ? `这个功能给${commandUsers[hint.only]}用。` : "这句话没看懂，请换个说法。",
  staff: "点卡片上的按钮接收、写进展、办结。还可以发：",
  dispatcher: "没人认领的诉求会发给您派单。",
  phone: (phone: string): string => `急事也可以打服务中心 ${labels.phone(phone)}`,
  emergency: "着火、燃气泄漏、有人受伤，先打119、120、110。",
};

const identity = {
  askTitle: "请问您是哪家企业的",
  ask: (no: string | null): string =>
    no === null ? "留个姓名和电话，负责人好联系您。" : `${no}已经登记，正在办。留个姓名和电话，负责人好联系您。`,
  purpose: "只用来办您的事，不给别人。",
  boundTitle: "身份已核实",
  bound: (name: string | null, enterprise: string | null): string =>
    `${enterprise ?? ""}${name ?? "您"}，您好。以后直接发消息就行。`,
  waitingTitle: "已收到，正在核实",
  waiting: "由服务中心核实，一般当天就好。不影响办理。",
  rejectedTitle: "暂时没对上",
  rejected: "名单里没找到您说的企业或电话。您的事照常办，服务中心会打电话问您。",
};

const claim = {
  title: "有人说明了身份，请核实",
  who: (name: string, enterprise: string): string => `${name}，自称${enterprise}的人`,
  phone: (phone: string): string => labels.pair("电话", labels.phone(phone)),
  external: "外部人员，查不到通讯录，请打电话核实。",
  tickets: (nos: readonly string[]): string => labels.pair("相关诉求", nos.join("、")),
  noCandidates: "名单里没有相近的企业。",
  confirmed: (by: string | null): string => (by === null ? "已确认身份" : `${by}已确认身份`),
  rejected: (by: string | null): string => (by === null ? "已标为对不上" : `${by}已标为对不上`),
};

const ask = {
  which: "您说的是哪一件？",
  quote: (text: string): string => `「${text}」`,
  option: (title: string, no: string): string => `${labels.shortNo(no)} ${title}`,
  chosen: (title: string): string => `好的，是「${title}」。`,
  chosenOld: "好的，已记到您选的那一件。",
  chosenNew: "好的，按新的事登记。",
  solved: "已记下，也告诉了经办人",
  goOn: (title: string): string =>
    `「${title}」已经办结，没人在办了。还没解决、或者说的是新的事，请点一下；都不是就不用管。`,
  isRequest: "这是要我们办的事吗？",
  isRequestYes: "好的，已受理。",
  isRequestNo: "好的，没事就好。有事再发消息。",
};

const several = {
  title: (tickets: number, answers: number): string => {
    if (answers === 0) return `收到${tickets}件事，分别有人负责`;
    return `收到${tickets + answers}件事：${tickets}件有人负责，${answers}件答复在下面`;
  },
  answer: (index: number, title: string): string => `${labels.numbered(index)} ${title}`,
  row: (index: number, row: MatterRow): string =>
    `${labels.numbered(index)} ${row.title}${row.categoryName === null ? "" : `（${row.categoryName}）`}`,
  who: (row: MatterRow): string => `${row.no} · ${labels.personAndPhone(row.responsible)}`,
  when: (row: MatterRow, clock: Clock): string => `最晚${dates.by(row.resolveBy, clock)}办完`,
  ask: "我理解得对吗？",
  right: "好的，就按这样办。",
  wrong: "请直接说哪里不对，例如「第2件是供热」。",
};

const complaint = {
  title: "反映干部作风的事，可以保密",
  offer: "您刚才说的还没有转给任何人，也没有给被反映的人和他的单位看。",
  how: (phone: string): string =>
    phone === "" ? "想保密，请直接联系纪检监察室。" : `想保密，请直接打纪检监察室电话${labels.phone(phone)}。`,
  choose: "也可以选普通办理，由服务中心派给有关单位。",
  about: "保密渠道由纪检监察室办理，不进普通清单，也不告诉被反映的人和他的单位。",
  ordinary: "好的，按普通诉求办理，编号和负责人马上告诉您。",
  inGroup: "收到。这件事请和我单独聊，我在私聊里等您。",
};

const SAFETY: Record<Danger, (numbers: string) => string> = {
  fire: (numbers) => `请马上拨打${numbers}，先撤离，不要返回取物。`,
  gas: (numbers) => `请马上离开，不要开关电灯电器，到室外拨打${numbers}。`,
  injury: (numbers) => `请马上拨打${numbers}，不要随便搬动伤者。`,
  violence: (numbers) => `请马上拨打${numbers}，躲到安全的地方，不要和对方冲突。`,
  traffic: (numbers) => `请马上拨打${numbers}，打开双闪，人撤到路边安全处。`,
  self_harm: (numbers) => `请马上拨打${numbers}，不要一个人待着，让身边的人陪着。`,
  other: (numbers) => `请马上拨打${numbers}，先到安全的地方。`,
};

const emergency = {
  first: (danger: Danger, numbers: readonly string[]): string => SAFETY[danger](numbers.join("、")),
  duty: (name: string): string => `已通知值班人员${name}，他会立刻联系您。`,
  dutyUnknown: "已通知值班人员，会立刻联系您。",
  askPlace: "请回复具体位置。",
  number: (no: string): string => labels.pair("编号", no),
};

const possibleDanger = {
  first: (numbers: readonly string[]): string => `如果现场有人有危险，请先拨打${numbers.join("、")}。`,
  ask: "有危险请点「现场有危险」，值班人员马上打给您。没有危险就不用管，您说的事照常办。",
  yes: "已通知值班人员，马上联系您。",
  place: "请回复具体位置。",
  no: "好的，没有危险就好。",
  later: "情况有变，请先打119、120、110，再发消息。",
};

const alarm = {
  title: (no: string): string => `🔴 紧急 ${no}`,
  again: (times: number): string => `第${times}次提醒，还没人处理`,
  place: (place: string | null): string => labels.pair("位置", place ?? "还不知道，请马上打电话问"),
  caller: (name: string | null, enterprise: string | null, phone: string | null): string => {
    const who = [enterprise, name].filter((part) => part !== null).join(" ") || "还不知道是谁";
    return labels.pair("报告人", phone === null || phone === "" ? who : `${who} ${labels.phone(phone)}`);
  },
  at: (at: number, clock: Clock): string => labels.pair("时间", dates.point(at, clock)),
  confirmed: (by: string): string => `${by}正在处理`,
  note: (by: string): string => `值班由${by}处理`,
  act: "请现在打电话，确认已报警、人已撤离。",
};

const register = {
  title: "登记来电来访",
  hint: "您就是首接人，提交后按类别派单。",
  done: (no: string | null): string => (no === null ? "已登记" : `已登记 ${no}`),
  doneHint: "派单后对方接收前，由您负责。",
};

const relay = {
  title: "这段话要发给企业吗？",
  sent: "已发给企业。",
  kept: "已作内部记录，企业看不到。",
  dropped: "没有记录。",
};

export const notices = {
  welcome,
  identity,
  claim,
  ask,
  several,
  complaint,
  emergency,
  possibleDanger,
  alarm,
  register,
  relay,
};
