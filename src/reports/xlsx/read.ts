import { unzip } from "./zip.ts";

/** Cells as they were written: words, numbers (dates are numbers), or nothing. */
export interface ReadSheet {
  readonly name: string;
  /** By row and column from 0; rows and cells that are not in the file are holes. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Most rows read; a ledger of a town has some thousands. */
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 500;

/** Reads the sheets of a workbook as Excel, WPS and LibreOffice write them. @throws RangeError when it is none. */
export async function readXlsx(file: Uint8Array): Promise<readonly ReadSheet[]> {
  const files = await unzip(file);
  const text = (name: string): string | null => {
    const bytes = files.get(name);
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };
  const workbook = text("xl/workbook.xml");
  const relations = text("xl/_rels/workbook.xml.rels");
  if (workbook === null || relations === null) throw new RangeError("not a workbook");
  const targets = new Map(
    elements(relations, "Relationship").map(({ attributes: a }) => [a["Id"] ?? "", a["Target"] ?? ""]),
  );
  const shared = elements(text("xl/sharedStrings.xml") ?? "", "si").map(({ inner }) => words(inner));
  return elements(workbook, "sheet").map(({ attributes }) => {
    const target = targets.get(attributes["r:id"] ?? "") ?? "";
    const xml = text(target.startsWith("/") ? target.slice(1) : `xl/${target}`) ?? "";
    return { name: unescapeXml(attributes["name"] ?? ""), rows: rowsOf(xml, shared) };
  });
}

function rowsOf(xml: string, shared: readonly string[]): (string | number | null)[][] {
  const rows: (string | number | null)[][] = [];
  for (const { attributes, inner } of elements(xml, "row")) {
    const row = attributes["r"] === undefined ? rows.length : Number(attributes["r"]) - 1;
    if (!(row >= 0 && row < MOST_ROWS)) throw new RangeError(`too many rows: ${row + 1}`);
    const cells: (string | number | null)[] = [];
    for (const cell of elements(inner, "c")) {
      const column = cell.attributes["r"] === undefined ? cells.length : columnOf(cell.attributes["r"]);
      if (column >= MOST_COLUMNS) continue;
      while (cells.length < column) cells.push(null);
      cells[column] = valueOf(cell, shared);
    }
    while (rows.length < row) rows.push([]);
    rows[row] = cells;
  }
  return rows;
}

function valueOf(cell: XmlElement, shared: readonly string[]): string | number | null {
  const type = cell.attributes["t"];
  if (type === "inlineStr") return words(cell.inner);
  const value = elements(cell.inner, "v")[0]?.inner ?? "";
  if (value === "") return null;
  if (type === "s") return shared[Number(value)] ?? null;
  if (type === "str" || type === "e") return unescapeXml(value);
  return Number(value);
}

/** A text may be in several runs; readings of characters (rPh) are not part of it. */
const words = (xml: string): string =>
  elements(xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, ""), "t")
    .map(({ inner }) => unescapeXml(inner))
    .join("");

interface XmlElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: string;
}

/** Elements of one name that do not contain themselves, which holds for all of a sheet's. */
function elements(xml: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const pattern = new RegExp(`<${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</${name}>)`, "g");
  for (const match of xml.matchAll(pattern)) {
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of (match[1] ?? "").matchAll(/([\w:]+)="([^"]*)"/g)) attributes[key] = value;
    found.push({ attributes, inner: match[2] ?? "" });
  }
  return found;
}

function columnOf(name: string): number {
  let n = 0;
  for (const letter of /^[A-Z]+/.exec(name)?.[0] ?? "A") n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, dec?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
