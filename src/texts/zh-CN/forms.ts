/** Words of the forms. A form asks one thing; what need not be filled in says so. */
const optional = (label: string): string => `${label}（可不填）`;
/** Of a select; inputs are marked by the client. */
const required = (label: string): string => `${label}（必选）`;

const RETURN_KINDS = {
  duty: "不属于我单位职责",
  area: "不在我们辖区",
  wrong: "派错对象",
  legal: "正走法律程序",
  other: "其他",
};

const REFUSE_KINDS = {
  lawsuit: { label: "诉讼、仲裁、复议事项", way: "请向受理的法院、仲裁或复议机构提出" },
  petition: { label: "信访事项", way: "请到信访部门反映" },
  discipline: { label: "纪检监察事项", way: "请拨打12388，或联系纪检监察室" },
  disclosure: { label: "政府信息公开申请", way: "请向政府信息公开机构递交申请" },
  secret: { label: "涉及国家秘密、商业秘密或个人隐私", way: "请当面到企业服务中心说明" },
  settled: { label: "已经依法办结", way: "对结果有意见，可以依法申请复议或诉讼" },
  outside: { label: "不在我们职权范围", way: "请拨打12345，由他们转给有权的单位" },
  other: { label: "其他", way: "" },
};

const RATE_REASONS = {
  unsolved: "问题没解决",
  silent: "没人联系我",
  slow: "办得太慢",
  unclear: "答复没说清楚",
  papers: "反复跑、反复要材料",
  attitude: "态度不好",
  forced: "被要求给好评",
};

/** Names of fields as a problem names them. */
const field = {
  return_kind: "退回原因",
  return_reason: "说明",
  return_unit: "建议单位",
  hand_person: "同事",
  hand_unit: "单位",
  hand_reason: "说明",
  progress_text: "进展",
  progress_visible: "谁能看到",
  materials_list: "要补的材料",
  materials_reason: "再次要材料的原因",
  resolve_text: "办理结果",
  resolve_benefit: "金额",
  supplement_text: "补充内容",
  withdraw_reason: "撤回原因",
  not_solved_reason: "哪里没解决",
  rate_reasons: "原因",
  rate_comment: "想说的话",
  dispatch_category: "类别",
  dispatch_unit: "承办单位",
  merge_into: "合并到",
  refuse_kind: "不予受理的原因",
  refuse_reason: "说明",
  refuse_way: "企业可以去哪里办",
  identify_name: "您的姓名",
  identify_enterprise: "企业名称",
  identify_phone: "联系电话",
  claim_enterprise: "对应的企业",
  register_channel: "怎么来的",
  register_enterprise: "企业",
  register_enterprise_name: "企业名称",
  register_name: "联系人",
  register_phone: "联系电话",
  register_category: "类别",
  register_text: "反映的内容",
};

/** What is wrong with one field of a sent form. */
export interface FormProblem {
  readonly field: keyof typeof field;
  readonly problem: "missing" | "choose" | "too_long" | "bad_phone" | "bad_amount";
  readonly max?: number;
}

const PROBLEMS: Record<FormProblem["problem"], (label: string, max: number) => string> = {
  missing: (label) => `请填写「${label}」再提交`,
  choose: (label) => `请选择「${label}」再提交`,
  too_long: (label, max) => `「${label}」太长了，请缩到${max}字以内`,
  bad_phone: (label) => `「${label}」好像不对，请再看一下`,
  bad_amount: (label) => `「${label}」请填数字，单位是元`,
};

const problem = ({ field: name, problem: what, max = 1000 }: FormProblem): string => PROBLEMS[what](field[name], max);

export const forms = {
  field,
  optional,
  required,
  problem,
  returnKinds: RETURN_KINDS,
  refuseKinds: REFUSE_KINDS,
  rateReasons: RATE_REASONS,
  visible: { yes: "企业能看到", no: "只给内部看" },
  channel: { phone: "来电", visit: "来访" },
  nothingToChoose: "现在没有可选的，请打电话联系服务中心。",
  listCut: (shown: number): string => `只列出前${shown}个，没有的请直接填名称。`,
  /** What stands above a form: what happens when it is sent. */
  hint: {
    return: "每个单位只能退回一次，由服务中心重新派单。退回期间照常计时。",
    hand_over: "选同事或单位，选一个就行。对方接收前，仍由您负责。",
    progress: "说清做了什么、下一步是什么。",
    materials: "还差的材料一次写全，一行一份。发出后计时暂停。",
    resolve: "企业会看到这段话，并据此评价。",
    supplement: "写在这里；照片、文件请直接发给我。",
    withdraw: "撤回后不再办理。",
    not_solved: "说一句哪里没解决，马上退回重办。",
    rate: "对不起，没让您满意。愿意的话说说差在哪里。",
    dispatch: "定好类别就行。单位不选，就归这一类的主办单位，由轮值的人接手。",
    merge: "只能并入同一企业更早的一件。",
    refuse: "原因和去处会原样发给企业，请写得客气、具体。",
  },
  placeholder: {
    return_reason: "例：这条路归县公路中心管",
    return_unit: "您觉得该由谁办",
    hand_reason: "例：涉及线路改造，请站里接手",
    progress_text: "例：已到现场，下午换保险，预计16点前来电",
    materials_list: "例：营业执照复印件\n法人身份证复印件",
    materials_reason: "例：上次的图纸缺公章",
    resolve_text: "例：昨晚23:40恢复供电，故障是熔断器烧坏，已更换",
    resolve_benefit: "为企业省下或争取的钱，单位元",
    supplement_text: "写您要补充的",
    withdraw_reason: "例：已经自己解决了",
    not_solved_reason: "例：今天又停了一次",
    rate_reasons: "可选多项",
    rate_comment: "您的话会转给办理单位负责人",
    select: "请选择",
    hand_person: "选一位同事",
    hand_unit: "或选一个单位",
    refuse_reason: "一两句说明",
    refuse_way: "不填就用这一类的标准说法",
    identify_name: "例：苗德润",
    identify_enterprise: "营业执照上的名称",
    identify_phone: "手机号",
    dispatch_unit: "不选就归这一类的主办单位",
    register_enterprise_name: "名单里没有时填这里",
    register_name: "来电或来访的人",
    register_phone: "手机号",
    register_text: "照他的话写",
  },
  submit: {
    return: "退回",
    hand_over: "转办",
    progress: "发出",
    materials: "发给企业",
    resolve: "办结",
    supplement: "提交",
    withdraw: "确定撤回",
    not_solved: "退回重办",
    rate: "提交评价",
    dispatch: "派单",
    merge: "合并",
    refuse: "不予受理",
  },
};
