import type { ChatCommand } from "../../desk/messages/commands.ts";

/** One line of help each; "" = not worth a line. */
export const commands: Record<ChatCommand, string> = {
  help: "",
  tasks: "「我的待办」看手上的事",
  matters: "「我的诉求」看在办的事",
  register: "「登记」录入来电和来访",
  late: "「督办」看超期和今天到期的",
  campaigns: "「专项行动」看行动战报，开始和结束",
  quiet: "「免打扰」只看日报，不逐件提醒",
  loud: "",
  leave: "「请假」登记请假和代办人，「销假」恢复接件",
  guides: "「办事指南」看怎么办、要什么材料",
  ledger: "「导出台账」要一份表格，可以说“导出上季度供电台账”",
  learned: "「学习记录」看派单时纠正过的",
};
