import { expect } from "vitest";
import { sampleGuides, sampleGuideWrites } from "../../../db/sample/guides/load.ts";
import { tickets } from "../../../db/schema/index.ts";
import { nearest } from "../../../src/domain/guides/near.ts";
import {
  policyById,
  policyWrites,
  publicAnswerWrites,
  removePublicAnswer,
  searchPolicies,
  searchPublicAnswers,
  toPolicies,
  toPublicAnswers,
} from "../../../src/store/answers.ts";
import { writeAll } from "../../../src/store/database.ts";
import type { Database } from "../../../src/store/database.ts";
import { guideWrites, searchGuides, toGuides } from "../../../src/store/guides.ts";

const DAY = "2026-11-24";

/** The same promises for a file and for a server. */
export async function searchFinds(db: Database): Promise<void> {
  await writeAll(db, sampleGuideWrites(db));
  const found = async (question: string): Promise<string> => {
    const result = nearest(question, toGuides(await searchGuides(db, question)), DAY);
    return result.type === "one" ? result.guide.title : result.type;
  };
  expect(await found("请问办食品经营许可证需要什么材料?")).toBe("食品经营许可");
  expect(await found("变压器增容要多少天")).toBe("工业用电增容");
  expect(await found("营业执照怎么办理")).toBe("企业设立登记");
  expect(await found("企业安静日是每个月哪几天")).toBe("none");

  // Two characters are enough, and signs of the query language are only signs.
  expect((await searchGuides(db, "招工")).map(({ id }) => id)).toContain("G11");
  for (const hostile of ['"招工" OR NOT (*', "'; drop table guides; --", "AND OR NEAR(", '"', "^招工:*"])
    expect((await searchGuides(db, hostile)).length).toBeLessThanOrEqual(12);
  expect(await searchGuides(db, "的了吗")).toEqual([]);

  // The index moves with the guide: renamed, it is found by the new name only; taken back, not at all.
  const [guide] = sampleGuides().filter(({ id }) => id === "G11");
  if (guide === undefined) throw new Error("no guide");
  await writeAll(db, guideWrites(db, { ...guide, title: "外国人来华工作许可", also: [], flow: ["申请"] }));
  expect((await searchGuides(db, "招工")).map(({ id }) => id)).not.toContain("G11");
  expect(await found("外国人来华工作许可怎么办")).toBe("外国人来华工作许可");
  await writeAll(db, guideWrites(db, { ...guide, title: "外国人来华工作许可", also: [], state: "draft" }));
  expect((await searchGuides(db, "外国人来华")).map(({ id }) => id)).not.toContain("G11");
}

/** Policies and public answers are found beside the guides; an answer whose ticket is not closed is silent. */
export async function otherKindsAreFound(db: Database): Promise<void> {
  await writeAll(db, sampleGuideWrites(db));
  const policies = async (question: string) => toPolicies(await searchPolicies(db, question)).map(({ id }) => id);
  expect(await policies("企业安静日是每个月哪几天")).toContain("P03");
  expect(await policies("高企认定奖励多少")).toContain("P01");
  const [policy] = toPolicies(await policyById(db, "P03"));
  if (policy === undefined) throw new Error("no policy");
  await writeAll(db, policyWrites(db, { ...policy, state: "draft" }));
  expect(await policies("企业安静日是每个月哪几天")).not.toContain("P03");

  const answer = {
    id: "tk_1",
    ticketNo: "QF-20261120-0001",
    question: "东门夜里几点关",
    answer: "十点关,夜班走北门。",
    category: "park",
    unitId: "D03",
    answeredOn: "2026-11-20",
    validTo: "2027-05-20",
    publishedBy: "C06",
    publishedAt: 0,
  };
  await writeAll(db, publicAnswerWrites(db, answer));
  const answers = async (question: string) => toPublicAnswers(await searchPublicAnswers(db, question));
  expect(await answers("园区东门晚上几点关门")).toEqual([]);
  const row = { no: answer.ticketNo, version: 1, responsibleId: "C06", openedAt: 0, headHash: "", state: {} };
  await db.insert(tickets).values({ id: answer.id, stage: "closed", ...row });
  expect(await answers("园区东门晚上几点关门")).toEqual([answer]);
  // Made public again it is replaced; taken back it is gone from the index too.
  await writeAll(db, publicAnswerWrites(db, { ...answer, question: "宿舍热水几点有" }));
  expect(await answers("东门关门")).toEqual([]);
  await writeAll(db, removePublicAnswer(db, answer.id));
  expect(await answers("宿舍热水几点有")).toEqual([]);
}

/** Guide and index are one transaction: when a later statement fails, neither is there. */
export async function indexIsAllOrNothing(db: Database): Promise<void> {
  const [guide] = sampleGuides();
  if (guide === undefined) throw new Error("no guide");
  const bad = guideWrites(db, { ...guide, id: "G98", state: "gone" as "draft" });
  await expect(
    writeAll(db, [...guideWrites(db, { ...guide, id: "G97", title: "彩虹登记" }), ...bad]),
  ).rejects.toThrow();
  expect(await searchGuides(db, "彩虹")).toEqual([]);
}
