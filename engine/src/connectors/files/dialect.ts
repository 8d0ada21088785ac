/** Finds delimiter and quote of delimiter-separated text from its start. */
import type { CsvDialect } from './csv.ts';
import { csvScan } from './csv.ts';
import type { TextFacts } from './encoding.ts';

const delimiters = [',', ';', '\t', '|'] as const;

export function findDialect(facts: TextFacts): CsvDialect {
  const sample = wholeLines(facts.sample, facts.lineEnd === 'cr' ? '\r' : '\n');
  const candidates = delimiters.map((delimiter) => {
    const dialect: CsvDialect = { delimiter, quote: '"', lineEnd: facts.lineEnd };
    return { dialect, score: scoreOf(sample, dialect) };
  });
  return candidates.reduce((best, next) => (next.score > best.score ? next : best)).dialect;
}

/** How many headings there would be, times the share of rows that have as many cells. */
function scoreOf(sample: string, dialect: CsvDialect): number {
  const [head, ...rows] = csvScan(sample, dialect);
  if (!head || 'problem' in head) return 0;
  const width = head.cells.length;
  const fitting = rows.filter((row) => 'cells' in row && row.cells.length === width).length;
  return width < 2 ? 0 : width * (rows.length ? 0.1 + fitting / rows.length : 1);
}

function wholeLines(sample: string, newline: string): string {
  const cut = sample.slice(0, 64 * 1024);
  return cut.length < sample.length ? cut.slice(0, cut.lastIndexOf(newline) + 1) : cut;
}
