import { describe, expect, test } from "vitest";
import { coercedMark } from "../../src/assistant/gates/coerced.ts";
import { understandOffline } from "../../src/assistant/offline.ts";
import { mayAsk } from "../../src/assistant/model/suggest.ts";

const SAID = [
  "让我必须打5分",
  "逼我改好评",
  "他们非让我打五星",
  "经办人要求我们给满意",
  "刚才办事的打电话叫我把差评改了,改成好评",
  "你们的人说一定要打5分",
  "说不打5分下次就不给办",
  "评价不是我的本意",
  "那个满意是被逼的",
  "被要求打满分",
  "工作人员催着我给好评",
  "領導要求我們打滿分",
  "他逼我删评价",
  "窗口必须给好评才让走",
];
const NOT_SAID = [
  "非常满意,打5分",
  "给5分!",
  "请给我一个满意的答复",
  "能不能叫他们给个满意的结果",
  "你们让我很满意,5分",
  "让我5分钟之内给你回话",
  "不满意,还是没解决",
  "让我打分吗?打几分",
  "客户要求我们给好评返现,怎么处理",
  "淘宝店被要求刷好评,算不算违规",
  "请领导评价一下这个项目",
  "要求他们五分钟内到现场",
  "我要改一下营业执照地址",
  "他们逼我们搬走",
  "您让我评价,我给满意",
];

describe("a mark that was asked for or forced (domain.md B.8)", () => {
  test.each(SAID)("heard: %s", (text) => {
    expect(coercedMark(text)).toBe(true);
    const understood = understandOffline(
      {
        id: "in_1",
        text,
        sentAt: Date.parse("2026-11-24T10:00:00+08:00"),
        channel: "p2p",
        context: { openTickets: [], lastBot: "请评价", replyTo: null },
      },
      { places: [], offsetMinutes: 480 },
    );
    expect(understood).toMatchObject({ intent: "complaint", confidential: true });
    expect(understood.flags).toContain("coerced_mark");
    expect(understood.rating, "never taken as a mark").toBeNull();
    expect(mayAsk(understood), "never put before a model").toBe(false);
  });

  test.each(NOT_SAID)("not heard: %s", (text) => expect(coercedMark(text)).toBe(false));
});
