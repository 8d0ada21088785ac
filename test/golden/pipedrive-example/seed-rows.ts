/** What the rows of the migration's offer come to in the account and in the run's files, read without the engine. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

interface Doc {
  readonly id: number | string;
  readonly body: Readonly<Record<string, unknown>>;
}
type Row = Readonly<Record<string, string>>;

const limit = 50 * 1024 * 1024;
const rowsOf = (file: string): Row[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, relax_column_count: true, bom: true }) as Row[];
const review = (directory: string, why: RegExp) =>
  rowsOf(join(directory, 'review.csv')).filter((row) => why.test(row['why'] ?? ''));

/** Too large by a byte, on each kind of parent; and one whose size in the list is not its own. */
const large = [
  { id: 'AT-800001', parent: 'Deal', size: limit + 1, told: limit + 1 },
  { id: 'AT-800002', parent: 'Contact', size: limit + 1, told: limit + 1 },
  { id: 'AT-800003', parent: 'Company', size: limit + 1, told: limit + 1 },
  { id: 'AT-800004', parent: 'Company', size: limit + 1, told: 10 },
  { id: 'AT-800005', parent: 'Company', size: 10, told: '' },
  { id: 'AT-800006', parent: 'Task', size: 10, told: 10 },
] as const;
const lists = {
  Deal: 'deals.csv',
  Contact: 'contacts.csv',
  Company: 'companies.csv',
  Task: 'tasks.csv',
} as const;

/** Adds files to an export that Pipedrive does not take. They are sparse: what they hold says nothing. */
export function addLargeFiles(out: string): void {
  for (const { id, parent, size, told } of large) {
    const owned = rowsOf(join(out, lists[parent])).find(
      (row) =>
        (row['Owner ID'] ?? row['Assignee ID']) === 'US-000001' && !['Limbo'].includes(row['Stage'] ?? ''),
    );
    assert.ok(owned, `nobody's ${parent} is there to hang a file on`);
    const path = `attachments/${id}.bin`;
    writeFileSync(join(out, path), '');
    truncateSync(join(out, path), size);
    const cells = [
      id,
      `${id}.bin`,
      path,
      'application/octet-stream',
      told,
      parent,
      owned['ID'],
      'US-000001',
      '02.09.2025 10:22',
    ];
    appendFileSync(join(out, 'attachments.csv'), `${cells.join(',')}\n`);
  }
}

/** A note in place of each, which names it and is flagged; no file; what pretends to be small is held, with the reason. */
export function assertLargeFiles(directory: string, notes: readonly Doc[], files: readonly Doc[]): void {
  const flagged = review(directory, /larger than 50 MB/);
  const links: Record<string, string> = { Deal: 'deal_id', Contact: 'person_id', Company: 'org_id' };
  for (const { id, parent } of large.slice(0, 3)) {
    const note = notes.find(({ body }) => String(body['content']).includes(`attachments/${id}.bin`));
    assert.ok(note, `no note tells of ${id}`);
    assert.ok(note.body[links[parent] ?? ''], `the note of ${id} hangs on no ${parent}`);
    const row = flagged.find((r) => r['source id'] === id);
    assert.equal(row?.['record'], String(note.id), `review.csv of ${id}`);
  }
  assert.equal(flagged.length, 3);
  const names = files.map(({ body }) => String(body['name']));
  for (const id of ['AT-800005', 'AT-800006'])
    assert.ok(
      names.some((name) => name.includes(id)),
      `${id} of ${names.join(', ')}`,
    );
  assert.ok(
    files.some(({ body }) => body['activity_id']),
    'no file hangs on an activity',
  );
  for (const { id } of large.slice(0, 4)) assert.ok(!names.some((name) => name.includes(id)), id);
  const held = rowsOf(join(directory, 'held-Attachment.csv')).find((row) => row['id'] === 'AT-800004');
  assert.match(held?.['migmap reason'] ?? '', /larger than the 52.4 MB that the destination takes/);
}

/** Each task without an assignee belongs to the user who loads, and is listed for a person. */
export function assertUnassigned(
  out: string,
  directory: string,
  activities: readonly Doc[],
  me: number,
): void {
  const nobody = rowsOf(join(out, 'tasks.csv')).filter((row) => row['Assignee ID'] === '');
  const flagged = review(directory, /no assignee/).filter((row) => row['source object'] === 'Task');
  const held = rowsOf(join(directory, 'held-Task.csv')).map((row) => row['id']);
  const loaded = nobody.filter((row) => !held.includes(row['ID']));
  assert.ok(loaded.length > 0, 'the export has no task without an assignee');
  assert.deepEqual(
    flagged.map((row) => String(row['source id'])).toSorted(),
    loaded.map((row) => String(row['ID'])).toSorted(),
  );
  const owners = new Map(activities.map(({ id, body }) => [String(id), body['owner_id']]));
  for (const row of flagged) assert.equal(owners.get(row['record'] ?? ''), me, row['source id']);
}

/** Help desk, campaigns and automations are handed over as lists of what is to be rebuilt, every one of them. */
export function assertInventories(out: string, directory: string): void {
  const inventory = (object: string) =>
    readFileSync(join(directory, 'exports', `inventory-${object}.md`), 'utf8');
  const entries = (object: string) => inventory(object).match(/^- \[ \] \*\*.+\*\*/gm)?.length ?? 0;
  const json = (file: string) => JSON.parse(readFileSync(join(out, file), 'utf8')) as unknown[];
  assert.equal(entries('Ticket'), rowsOf(join(out, 'tickets.csv')).length, 'tickets');
  assert.equal(entries('Campaign'), rowsOf(join(out, 'campaigns.csv')).length, 'campaigns');
  assert.equal(entries('Article'), json('articles.json').length, 'articles');
  assert.equal(entries('Workflow'), json('workflows.json').length, 'workflows');
  assert.match(inventory('Workflow'), /trigger: .+\n(?:.*\n)*? {2}- actions: .+/);
  for (const object of ['Ticket', 'Campaign', 'Workflow']) assert.ok(entries(object) > 0, object);
}
