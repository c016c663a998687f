import type { ChatCommand, CommandUser } from "../../desk/messages/commands.ts";

/** One line of help each; "" = not worth a line. */
export const commands: Record<ChatCommand, string> = {
  help: "",
  tasks: "「我的待办」看手上的事",
  due: "「今天到期」只看今天要办完的和已经超期的",
  unit: "「本单位待办」看本单位各人手上的事",
  figures: "「看板」「三率」「超期」看收办数字",
  number: "发编号看那一件，例如「查 0007」",
  back: "",
  matters: "「我的诉求」看在办的事",
  register: "「登记」录入来电和来访",
  late: "「督办」看超期、今天到期、挂账和等督办回复的",
  campaigns: "「专项行动」看行动战报，开始和结束",
  quiet: "「免打扰」只看日报，不逐件提醒",
  loud: "",
  leave: "「请假」登记请假和代办人，「销假」恢复接件",
  guides: "「办事指南」看怎么办、要什么材料",
  ledger: "「导出台账」要一份表格，可以说“导出上季度供电台账”",
  learned: "「学习记录」看派单时纠正过的",
};

/** Whom a command is for, where somebody else has tried it. */
export const commandUsers: Record<CommandUser, string> = {
  everyone: "大家",
  staff: "工作人员",
  requester: "企业",
  leader: "领导",
  dispatcher: "派单员",
  supervisor: "领导和派单员",
  exporter: "领导和派单员",
  head: "单位负责人",
};
