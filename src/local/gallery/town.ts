import type { PersonLine, TicketView } from "../../desk/views/ticket-view.ts";

/** People of the fictional town 云溪镇; nobody and no number here is real. */
const person = (id: string, name: string, post: string, unit: string, phone: string): PersonLine => ({
  id,
  name,
  post,
  unit,
  phone,
});

export const FANG = person("C06", "房若水", "干事", "经济发展办公室", "14000000106");
export const YOU = person("C29", "尤在渊", "干事", "公用事业服务站", "14000000129");
export const LANG = person("C14", "郎清越", "主任", "规划建设和交通办公室", "14000000114");
export const AN = person("C01", "安景明", "主任", "党政综合办公室", "14000000101");
/** An office that has named nobody yet. */
export const THE_DESK = person("desk", "云溪镇企业服务中心", "", "", "0000-8880102");
export const LONGEST = person(
  "C99",
  "阿布都热依木·买买提艾力",
  "应急管理和生态环境办公室副主任（主持工作）",
  "应急管理和生态环境办公室安全生产综合监督检查中队",
  "14000000199",
);

export const HESUI: TicketView["requester"] = {
  name: "苗德润",
  post: "总经理",
  phone: "14000001001",
  enterprise: "禾穗食品",
  verified: true,
  keyFirm: false,
  external: false,
};
export const TUOZHU: TicketView["requester"] = {
  name: "褚乐山",
  post: "法人代表",
  phone: "14000001022",
  enterprise: "拓铸机械",
  verified: true,
  keyFirm: true,
  external: false,
};
export const STRANGER: TicketView["requester"] = {
  name: null,
  post: null,
  phone: null,
  enterprise: null,
  verified: false,
  keyFirm: false,
  external: true,
};

export const COLLEAGUES = [
  { id: "C28", label: "鲜于澄 站长" },
  { id: "C29", label: "尤在渊 干事" },
];
export const UNITS = [
  { id: "D01", label: "党政综合办公室" },
  { id: "D02", label: "经济发展办公室" },
  { id: "D03", label: "工业园区管理办公室" },
  { id: "D05", label: "规划建设和交通办公室" },
  { id: "D11", label: "公用事业服务站" },
];
export const CATEGORIES = [
  { code: "power", label: "供电" },
  { code: "water", label: "供排水" },
  { code: "road", label: "道路交通与物流" },
  { code: "land", label: "用地与不动产" },
  { code: "other", label: "其他" },
];
export const ENTERPRISES = Array.from({ length: 140 }, (_, i) => ({
  id: `E${i + 1}`,
  label: i === 0 ? "云溪禾穗食品有限公司" : `云溪样例企业${i + 1}有限公司`,
}));
