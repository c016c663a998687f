import { expect } from "vitest";
import { perhapsDanger } from "../../src/assistant/gates/emergency.ts";

/** What the learned alarm doubts changes with what it learns. */
export const doubtful = (): string =>
  [
    "车间里有股怪味,不知道哪来的",
    "锅炉压力比平时高一些,师傅有点不放心",
    "储罐外面结了一层霜,有点味道",
    "机器响声不对,烫手",
    "地下室有股味道,闻着不舒服",
    "宿舍有个员工今天没来,敲门没人应",
    "水箱旁边有人蹲着,叫他不理",
    "门卫说后墙有人影,看不清",
  ].find((text) => perhapsDanger(text) !== null) ?? expect.fail("none of these words is doubtful any more");
