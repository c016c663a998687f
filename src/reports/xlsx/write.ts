import type { Cell, Column, Sheet } from "./cell.ts";
import { cellName, serialOf } from "./cell.ts";
import { zip } from "./zip.ts";

/** Longest text a cell takes. */
const TEXT_MAX = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Positions in cellXfs below. */
const STYLE = { plain: 0, header: 1, moment: 2, day: 3, money: 4 } as const;

const STYLES = `${XML}<styleSheet ${MAIN}><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="#,##0.00"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEFB"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/**
 * A workbook (Office Open XML) with a frozen, filterable header and real dates. Sheet names must be unique, at most 31
 * characters, without []:*?/\.
 */
export function writeXlsx(sheets: readonly Sheet[], utcOffsetMinutes: number): Promise<Uint8Array> {
  const numbers = sheets.map((_, i) => i + 1);
  const files: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}/relationships"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
  };
  return zip([
    ...Object.entries(files).map(([name, text]) => ({ name, pieces: [text] })),
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      pieces: sheetXml(sheet, utcOffsetMinutes),
    })),
  ]);
}

/** Rows of one piece of a sheet. */
const PIECE = 100;

function* sheetXml({ columns, rows }: Sheet, offset: number): Generator<string> {
  const last = cellName(columns.length - 1, rows.length);
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const header = columns.map(({ title }, c) => textCell(cellName(c, 0), title, STYLE.header)).join("");
  yield `${XML}<worksheet ${MAIN}><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${header}</row>`;
  const rowXml = (cells: readonly Cell[], r: number): string =>
    `<row r="${r + 2}">${cells.map((cell, c) => cellXml(cellName(c, r + 1), cell, columns[c], offset)).join("")}</row>`;
  for (let from = 0; from < rows.length; from += PIECE)
    yield rows
      .slice(from, from + PIECE)
      .map((cells, i) => rowXml(cells, from + i))
      .join("");
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

function cellXml(name: string, cell: Cell, column: Column | undefined, offset: number): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "string") return textCell(name, cell, STYLE.plain);
  if (typeof cell === "number")
    return `<c r="${name}"${column?.money === true ? ` s="${STYLE.money}"` : ""}><v>${cell}</v></c>`;
  const serial = serialOf(cell.at, offset);
  return cell.withTime
    ? `<c r="${name}" s="${STYLE.moment}"><v>${serial}</v></c>`
    : `<c r="${name}" s="${STYLE.day}"><v>${Math.floor(serial)}</v></c>`;
}

/** Words stay words, whatever they begin with: an inline text is never a formula. */
const textCell = (name: string, text: string, style: number): string =>
  `<c r="${name}" t="inlineStr"${style === 0 ? "" : ` s="${style}"`}><is><t xml:space="preserve">${escapeXml(Array.from(text).slice(0, TEXT_MAX).join("").slice(0, TEXT_MAX))}</t></is></c>`;

/** Characters XML does not know at all are left out; they come from pasted text. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- removing them is the point
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}
