/** A small export whose names collide, whose records refer to each other forwards and backwards, and its right outcome. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Size {
  readonly companies: number;
  /** Files of more than a megabyte, which some systems take one by one. */
  readonly largeFiles: number;
}

export type ExportRow = Readonly<Record<string, string>>;

/** The rows of the export as a mapping sees them. */
export interface ExportRows {
  readonly users: readonly ExportRow[];
  readonly companies: readonly ExportRow[];
  readonly contacts: readonly ExportRow[];
  readonly deals: readonly ExportRow[];
  readonly products: readonly ExportRow[];
  readonly leads: readonly ExportRow[];
  readonly activities: readonly ExportRow[];
  readonly attachments: readonly ExportRow[];
}

/** Few names for many records; some differ in case or in white space alone. */
const names = ['Acme', 'ACME', 'acme', 'Initech', 'Initech  GmbH', 'Initech GmbH'];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
const list = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const created = (i: number): string => `2020-0${(i % 9) + 1}-03T10:00:00Z`;

export function exportRows({ companies: n, largeFiles }: Size): ExportRows {
  const owner = (i: number): string => (i % 2 === 0 ? 'US-1' : 'US-2');
  return {
    users: [
      { id: 'US-1', email: 'ada@example.com' },
      { id: 'US-2', email: 'bob@example.com' },
    ],
    companies: list(n, (i) => ({
      id: `CO-${i}`,
      name: pick(names, i),
      // Every fifth belongs to the one after it, which the first pass cannot know yet.
      parent_id: i % 5 === 2 ? `CO-${(i + 1) % n}` : i % 5 === 4 ? `CO-${i - 1}` : '',
      owner_id: owner(i),
      created_at: created(i),
    })),
    contacts: list(2 * n, (i) => ({
      id: `CT-${i}`,
      last_name: pick(['Smith', 'smith', 'Müller', 'Mueller'], i),
      email: `${pick(['info', 'INFO', 'sales'], i)}@example.org`,
      company_id: `CO-${(i * 3) % n}`,
      reports_to: i % 4 === 1 ? `CT-${(i + 1) % (2 * n)}` : '',
      created_at: created(i),
    })),
    deals: list(n, (i) => ({
      id: `DE-${i}`,
      name: pick(['Renewal', 'renewal'], i),
      company_id: `CO-${(i * 2) % n}`,
      contact_id: `CT-${(i * 5) % (2 * n)}`,
      created_at: created(i),
    })),
    products: list(Math.ceil(n / 3), (i) => ({ id: `PR-${i}`, name: pick(names, i), deal_id: `DE-${i}` })),
    leads: list(Math.ceil(n / 3), (i) => ({
      id: `LE-${i}`,
      name: pick(names, i),
      company_id: `CO-${(i * 2) % n}`,
    })),
    activities: list(2 * n, (i) => ({
      id: `AC-${i}`,
      type: i % 3 === 2 ? 'note' : 'call',
      // Some are the same in everything but their id.
      subject: pick(['Call', 'call', 'Call back'], i >> 2),
      contact_id: `CT-${(i >> 1) % (2 * n)}`,
      deal_id: `DE-${(i >> 1) % n}`,
      company_id: `CO-${(i >> 1) % n}`,
    })),
    attachments: list(Math.ceil(n / 2) + largeFiles, (i) => ({
      id: `AT-${i}`,
      filename: 'plan.txt',
      path: `attachments/AT-${i}-plan.txt`,
      // Two in a row have one name and one parent, and differ in what they say.
      parent_id: `CO-${(i >> 1) % n}`,
      size: String(i < largeFiles ? 1_050_000 + i : 20 + i),
    })),
  };
}

export const bytesOf = (file: ExportRow): Buffer =>
  Buffer.alloc(Number(file['size']), `${file['id']} says so. `);

export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Writes the rows as SmartDesk would: a CSV an object, and a folder of files. */
export function writeExport(folder: string, rows: ExportRows): void {
  mkdirSync(join(folder, 'attachments'), { recursive: true });
  for (const [name, all] of Object.entries(rows) as [string, readonly ExportRow[]][]) {
    const heads = Object.keys(all[0] ?? {});
    const lines = all.map((row) => heads.map((h) => row[h] ?? ''));
    writeFileSync(join(folder, `${name}.csv`), [heads, ...lines].map((l) => `${l.join(',')}\n`).join(''));
  }
  for (const file of rows.attachments) writeFileSync(join(folder, file['path'] ?? ''), bytesOf(file));
}
