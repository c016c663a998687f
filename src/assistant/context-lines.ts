/** What the desk may have asked last, in the words a bare answer is read against. */
export type ContextLine = "rating" | "materials" | "place" | "which";

const LINES: Record<ContextLine, string> = {
  rating: "请对办理结果评价(1-5分)",
  materials: "还差材料,请补齐后发给我",
  place: "请问具体位置在哪里?",
  which: "您说的是哪一件?",
};

export const contextLine = (line: ContextLine): string => LINES[line];
