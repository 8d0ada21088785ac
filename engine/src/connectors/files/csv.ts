/**
 * Reads delimiter-separated text. Our own, because every physical row must end as a record or as a reported problem:
 * after a stray quote reading goes on with the very next line, and `line` is the line that an editor shows.
 */
import type { RawRow, RawTable } from './rows.ts';
import { excerpt, excerptOf, maxRecordLength, textOf } from './rows.ts';

export interface CsvDialect {
  readonly delimiter: string;
  /** One character, or nothing where quotes mean nothing. */
  readonly quote: string;
  readonly lineEnd: 'lf' | 'crlf' | 'cr';
}

/** The table whose first row holds the headings. Rows of another width than the headings are problems. */
export async function openCsv(chunks: AsyncIterable<string>, dialect: CsvDialect): Promise<RawTable> {
  const all = csvRows(chunks, dialect);
  const batch = await firstOf(all);
  const [head] = batch;
  const headings = head && 'cells' in head ? head.cells.map(textOf) : [];
  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    yield batch.slice(1).map((row) => fitted(row, headings.length, dialect));
    for await (const next of all) yield next.map((row) => fitted(row, headings.length, dialect));
  }
  return { headings, rows: rows() };
}

async function firstOf(all: AsyncGenerator<readonly RawRow[]>): Promise<readonly RawRow[]> {
  const first = await all.next();
  const batch = first.done ? [] : first.value;
  const [head] = batch;
  if (!head || !('problem' in head)) return batch;
  await all.return(undefined);
  throw new Error(`Line ${head.line}: the headings cannot be read: ${head.problem}.`);
}

function fitted(row: RawRow, width: number, dialect: CsvDialect): RawRow {
  if ('problem' in row || row.cells.length === width) return row;
  const { cells, line } = row;
  if (cells.length > width && cells.slice(width).every((cell) => cell === ''))
    return { line, cells: cells.slice(0, width) };
  const problem = `${cells.length} cells where the headings have ${width}`;
  return { line, problem, text: excerptOf(cells, dialect.delimiter) };
}

/** All rows, the headings among them; blank lines are left out. One batch per chunk of text. */
export async function* csvRows(
  chunks: AsyncIterable<string> | Iterable<string>,
  dialect: CsvDialect,
): AsyncGenerator<readonly RawRow[]> {
  const scanner = csvScanner(dialect);
  for await (const chunk of chunks) {
    const rows = scanner.push(chunk);
    if (rows.length) yield rows;
  }
  const rest = scanner.end();
  if (rest.length) yield rest;
}

interface CsvScanner {
  push(chunk: string): RawRow[];
  end(): RawRow[];
}

function csvScanner({ delimiter, quote, lineEnd }: CsvDialect): CsvScanner {
  const newline = lineEnd === 'cr' ? '\r' : '\n';
  let text = '';
  let [at, line] = [0, 1];
  /** Within a row that was given up as too long. */
  let skipping = false;
  /** Do not look at the open row again before the text is this long: a long cell comes in many chunks. */
  let wanted = 0;

  const withoutReturn = (end: number, start: number): number =>
    newline === '\n' && end > start && text[end - 1] === '\r' ? end - 1 : end;

  /** Takes the row at `at` into `rows`; false where more text is needed. */
  function takeRow(rows: RawRow[], ended: boolean): boolean {
    let end = text.indexOf(newline, at);
    if (end < 0 && !ended && text.length - at < maxRecordLength) return false;
    if (end < 0) {
      end = text.length;
      skipping = !ended;
    }
    const stop = withoutReturn(end, at);
    const plain = text.slice(at, stop);
    if (end - at >= maxRecordLength)
      return giveUp(rows, plain, end, `longer than ${maxRecordLength} characters`);
    if (quote === '' || !plain.includes(quote)) {
      if (plain !== '') rows.push({ line, cells: plain.split(delimiter) });
      return advance(end, 1);
    }
    return takeQuoted(rows, plain, end, ended);
  }

  function takeQuoted(rows: RawRow[], firstLine: string, firstEnd: number, ended: boolean): boolean {
    const cells: string[] = [];
    let pos = at;
    for (;;) {
      if (text[pos] !== quote) {
        const newlineAt = indexOrEnd(newline, pos);
        const delimiterAt = indexOrEnd(delimiter, pos);
        if (delimiterAt < newlineAt) {
          cells.push(text.slice(pos, delimiterAt));
          pos = delimiterAt + delimiter.length;
          continue;
        }
        if (newlineAt === text.length && !ended) return false;
        cells.push(text.slice(pos, withoutReturn(newlineAt, pos)));
        return finish(rows, cells, newlineAt);
      }
      const cell = quotedCell(pos + 1);
      if (cell === undefined) {
        if (!ended && text.length - at < maxRecordLength) return false;
        return giveUp(rows, firstLine, firstEnd, 'a quote that is never closed');
      }
      cells.push(cell.value);
      pos = cell.end;
      if (pos === text.length && !ended) return false;
      if (text.startsWith(delimiter, pos)) {
        pos += delimiter.length;
        continue;
      }
      const afterReturn = newline === '\n' && text[pos] === '\r' ? pos + 1 : pos;
      if (afterReturn === text.length && !ended) return false;
      if (afterReturn < text.length && text[afterReturn] !== newline)
        return giveUp(rows, firstLine, firstEnd, 'text after a closing quote');
      return finish(rows, cells, afterReturn);
    }
  }

  function indexOrEnd(sign: string, from: number): number {
    const found = text.indexOf(sign, from);
    return found < 0 ? text.length : found;
  }

  /** The cell whose opening quote lies before `start`, and the place after its closing quote. */
  function quotedCell(start: number): { value: string; end: number } | undefined {
    let close = text.indexOf(quote, start);
    let doubled = false;
    while (close >= 0 && text[close + 1] === quote) {
      doubled = true;
      close = text.indexOf(quote, close + 2);
    }
    if (close < 0) return undefined;
    const value = text.slice(start, close);
    return { value: doubled ? value.replaceAll(quote + quote, quote) : value, end: close + 1 };
  }

  function finish(rows: RawRow[], cells: string[], end: number): boolean {
    rows.push({ line, cells });
    let lines = 1;
    for (let i = text.indexOf(newline, at); i >= 0 && i < end; i = text.indexOf(newline, i + 1)) lines++;
    return advance(end, lines);
  }

  /** Reports the line and goes on with the next one, so that a bad row costs no other. */
  function giveUp(rows: RawRow[], firstLine: string, firstEnd: number, problem: string): boolean {
    rows.push({ line, problem, text: excerpt(firstLine) });
    return advance(firstEnd, 1);
  }

  function advance(end: number, lines: number): true {
    at = end + 1;
    line += lines;
    return true;
  }

  function skipRest(): boolean {
    const end = text.indexOf(newline);
    skipping = end < 0;
    text = skipping ? '' : text.slice(end + 1);
    return !skipping;
  }

  function drain(ended: boolean): RawRow[] {
    const rows: RawRow[] = [];
    if (skipping && !skipRest()) return rows;
    while (at < text.length && takeRow(rows, ended));
    text = at >= text.length ? '' : text.slice(at);
    at = 0;
    wanted = text.length > 1 << 20 ? text.length * 1.5 : 0;
    return rows;
  }

  return {
    push(chunk) {
      text += chunk;
      return text.length < Math.min(wanted, maxRecordLength) ? [] : drain(false);
    },
    end: () => drain(true),
  };
}

/** The rows of a text that is in memory as a whole. */
export function csvScan(text: string, dialect: CsvDialect): readonly RawRow[] {
  const scanner = csvScanner(dialect);
  return [...scanner.push(text), ...scanner.end()];
}
