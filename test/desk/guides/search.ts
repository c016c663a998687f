import { expect } from "vitest";
import { sampleGuides, sampleGuideWrites } from "../../../db/sample/guides/load.ts";
import { nearest } from "../../../src/domain/guides/near.ts";
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
  expect(await searchGuides(db, null)).toEqual([]);
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
