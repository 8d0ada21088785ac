import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDestination } from '../../support/engine/fake-destination.ts';
import { textOf } from '../../support/engine/fake-source.ts';
import { temporaryFolder } from '../../support/engine/run.ts';
import { cases } from './cases.ts';
import { compiled, load } from './load.ts';

/** The keywords that begin the rows of the table "What each statement means". */
function rowsOfTheDocs(): string[] {
  const page = readFileSync('docs/language.md', 'utf8');
  const table = page.slice(page.indexOf('| statement | meaning |'), page.indexOf('## Mapping tests'));
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell!);
}

describe('every row of the table of statements', () => {
  const folder = temporaryFolder();
  for (const { row, title, mapping, imported, rows, makes = {}, counts = {}, writes, ...options } of cases) {
    it(`${row}: ${title}`, async () => {
      const plan = await compiled(mapping, imported);
      const { destination, report, directory } = await load(plan, rows, folder(), {
        ...options.destination,
        files: options.files,
        there: options.there,
      });
      const reasons = report.phases.flatMap((p) => p.reasons.map((r) => r.reason)).join('; ');
      for (const [object, expected] of Object.entries(makes))
        assert.deepEqual(shown(destination, object), expected, `${object}; ${reasons}`);
      const { held, failed, skipped, merged, updated } = report.totals;
      assert.deepEqual(
        { held, failed, skipped, merged, updated },
        { held: 0, failed: 0, skipped: 0, merged: 0, updated: 0, ...counts },
        reasons,
      );
      if (writes) assert.match(readFileSync(join(directory, writes[0]), 'utf8'), writes[1]);
    });
  }

  it('has a case', () => {
    // These are said before a load and change nothing in it; their own tests are named beside them.
    const elsewhere = ['migration', 'fields', 'object'];
    for (const row of rowsOfTheDocs()) {
      const known =
        cases.some((c) => row.startsWith(c.row)) || elsewhere.some((word) => row.startsWith(word));
      assert.ok(known, `no case for the row ${row}`);
    }
  });
});

/** `c1: Name=A OwnerId=U1`, by external id; references as object and external id of what they point at. */
function shown(destination: FakeDestination, object: string): string[] {
  const key = 'SmartDesk_Id__c';
  const nameOf = (id: string): string => {
    const target = id.slice(0, id.lastIndexOf('-'));
    const record = destination.all(target).find((r) => r.id === id);
    return record ? `${target} ${textOf(record.values[key] ?? '?')}` : id;
  };
  const all = destination.all(object).map(({ values }) => {
    const fields = Object.entries(values).filter(([name, value]) => name !== key && value !== null);
    const texts = fields.map(([name, value]) => {
      const text = textOf(value);
      return `${name}=${/^[A-Z]\w+-\d+$/.test(text) ? nameOf(text) : text}`;
    });
    return `${textOf(values[key] ?? '?')}: ${texts.join(' ')}`;
  });
  // Writes of one object are under way at the same time.
  return all.toSorted();
}
