/** Reads a sheet of an .xlsx workbook row by row. Dates come as ISO texts without a zone, formulas as their last result. */
import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import type { Value } from '../../values.ts';
import { decoded } from './decode.ts';
import type { OfficePackage } from './package.ts';
import { openPackage } from './package.ts';
import type { RawRow, RawTable } from './rows.ts';
import { excerpt, excerptOf, maxRecordLength, textOf } from './rows.ts';
import type { TreeFile } from './tree.ts';

export interface Workbook {
  readonly sheets: readonly string[];
  /** The table whose headings are the sheet's first row. */
  table(sheet: string): Promise<RawTable>;
  close(): Promise<void>;
}

/** Shared texts are held in memory while a sheet is read. */
const maxSharedLength = 256 * 1024 * 1024;
const maxColumns = 16_384;

export async function openWorkbook(file: TreeFile): Promise<Workbook> {
  const pack = await openPackage(file);
  try {
    const { sheets, startsIn1904 } = await readIndex(pack);
    return {
      sheets: sheets.map((sheet) => sheet.name),
      async table(name) {
        const sheet = sheets.find((s) => s.name === name);
        const part = sheet && (await pack.part(sheet.path));
        if (!part) throw new Error(`${file.path}: there is no sheet "${name}".`);
        const [texts, dateStyles] = [await readSharedTexts(pack), await readDateStyles(pack)];
        return asTable(sheetRows(part, { texts, dateStyles, startsIn1904 }));
      },
      close: () => pack.close(),
    };
  } catch (error) {
    await pack.close();
    throw error;
  }
}

async function asTable(all: AsyncGenerator<readonly RawRow[]>): Promise<RawTable> {
  let first = await all.next();
  while (!first.done && first.value.length === 0) first = await all.next();
  const batch = first.done ? [] : first.value;
  const [head] = batch;
  const headings = head && 'cells' in head ? Array.from(head.cells, textOf) : [];
  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    yield batch.slice(1).map((row) => fitted(row, headings.length));
    for await (const next of all) yield next.map((row) => fitted(row, headings.length));
  }
  return { headings, rows: rows() };
}

function fitted(row: RawRow, width: number): RawRow {
  if ('problem' in row || row.cells.length <= width) return row;
  const problem = `${row.cells.length} cells where the headings have ${width}`;
  return { line: row.line, problem, text: excerptOf(row.cells) };
}

type Attributes = Readonly<Record<string, string>>;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

async function parse(
  part: TreeFile | undefined,
  on: {
    open?(name: string, attributes: Attributes): void;
    text?(text: string): void;
    close?(name: string): void;
  },
  afterChunk?: () => void,
): Promise<void> {
  if (!part) return;
  for await (const _ of parsing(part, on)) afterChunk?.();
}

async function* parsing(
  part: TreeFile,
  on: {
    open?(name: string, attributes: Attributes): void;
    text?(text: string): void;
    close?(name: string): void;
  },
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`${part.path}: not well-formed (${error.message})`);
  });
  parser.on('opentag', (tag) => on.open?.(local(tag.name), tag.attributes as Attributes));
  parser.on('text', (text) => on.text?.(text));
  parser.on('closetag', (tag) => on.close?.(local(tag.name)));
  for await (const chunk of decoded(part, 'utf-8')) {
    parser.write(chunk);
    yield;
  }
  parser.close();
  yield;
}

async function readIndex(
  pack: OfficePackage,
): Promise<{ sheets: { name: string; path: string }[]; startsIn1904: boolean }> {
  const targets = new Map<string, string>();
  const found: { name: string; relation: string }[] = [];
  let startsIn1904 = false;
  const book = await pack.part('xl/workbook.xml');
  if (!book) throw new Error('No workbook in the package. Save it as .xlsx again, or as CSV.');
  await parse(await pack.part('xl/_rels/workbook.xml.rels'), {
    open(name, a) {
      if (name === 'Relationship' && a.Id && a.Target) targets.set(a.Id, a.Target);
    },
  });
  await parse(book, {
    open(name, a) {
      if (name === 'workbookPr') startsIn1904 = a.date1904 === '1' || a.date1904 === 'true';
      if (name === 'sheet') found.push({ name: a.name ?? '', relation: a['r:id'] ?? '' });
    },
  });
  const sheets = found.flatMap(({ name, relation }) => {
    const target = targets.get(relation);
    return target === undefined ? [] : [{ name, path: posix.resolve('/xl', target).slice(1) }];
  });
  return { sheets, startsIn1904 };
}

async function readSharedTexts(pack: OfficePackage): Promise<readonly string[]> {
  const texts: string[] = [];
  let [current, within, phonetic, length] = ['', false, false, 0];
  await parse(await pack.part('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      within = name === 't' && !phonetic;
    },
    text(text) {
      if (!within) return;
      length += text.length;
      if (length > maxSharedLength)
        throw new Error('The workbook holds too much text. Save its sheets as CSV.');
      current += text;
    },
    close(name) {
      within = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') texts.push(current);
    },
  });
  return texts;
}

/** Indexes of the cell styles that show a number as a date. */
async function readDateStyles(pack: OfficePackage): Promise<ReadonlySet<number>> {
  const formats = new Map<number, string>();
  const styles = new Set<number>();
  let [inCells, index] = [false, 0];
  await parse(await pack.part('xl/styles.xml'), {
    open(name, a) {
      if (name === 'numFmt') formats.set(Number(a.numFmtId), a.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (isDateFormat(Number(a.numFmtId), formats.get(Number(a.numFmtId)))) styles.add(index);
      index++;
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    );
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}

interface SheetContext {
  readonly texts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly startsIn1904: boolean;
}

async function* sheetRows(part: TreeFile, context: SheetContext): AsyncGenerator<readonly RawRow[]> {
  let batch: RawRow[] = [];
  let [line, column, within, text, length] = [0, 0, false, '', 0];
  let cells: Value[] = [];
  let cell: Attributes = {};
  const chunks = parsing(part, {
    open(name, a) {
      if (name === 'row')
        [line, cells, column, length] = [a.r === undefined ? line + 1 : Number(a.r), [], 0, 0];
      if (name === 'c') {
        [cell, text] = [a, ''];
        column = a.r === undefined ? column + 1 : columnOf(a.r);
      }
      within = name === 'v' || name === 't';
    },
    text(more) {
      if (!within || (length += more.length) > maxRecordLength) return;
      text += more;
    },
    close(name) {
      within = false;
      if (name === 'c' && column > maxColumns)
        throw new Error(`Row ${line}: no sheet has a column ${cell.r}.`);
      if (name === 'c' && text !== '') {
        while (cells.length < column - 1) cells.push(null);
        cells[column - 1] = cellValue(cell, text, context);
      }
      if (name !== 'row') return;
      const problem = `longer than ${maxRecordLength} characters`;
      if (length > maxRecordLength) batch.push({ line, problem, text: excerpt(text) });
      else if (cells.some((value) => value !== null)) batch.push({ line, cells });
    },
  });
  for await (const _ of chunks) {
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function cellValue(cell: Attributes, text: string, context: SheetContext): Value {
  if (cell.t === 's') return context.texts[Number(text)] ?? null;
  if (cell.t === 'b') return text === '1';
  if (cell.t === 'str' || cell.t === 'inlineStr' || cell.t === 'd' || cell.t === 'e') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return context.dateStyles.has(Number(cell.s ?? -1)) ? dateOf(number, context.startsIn1904) : number;
}

/** Days since 1900 (with its leap day that never was) or 1904; under one day it is a time. */
function dateOf(serial: number, startsIn1904: boolean): Value {
  const days = startsIn1904 ? serial + 1462 : serial;
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return serial;
  const text = at.toISOString();
  if (serial >= 0 && serial < 1) return text.slice(11, 19);
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19);
}
