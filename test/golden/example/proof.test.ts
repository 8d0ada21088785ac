import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readExport, type ExportReader } from './export.ts';
import { expectedLoad, type Expected, type Phase } from './model.ts';
import { openOrg, type Org, type OrgRow } from './salesforce.ts';
import { exampleWorkspace, type ExampleWorkspace } from './workspace.ts';

/** What this test reads of report.json. */
interface Report {
  readonly phases: readonly {
    id: string;
    inScope: number;
    balanced: boolean;
    counts: Record<string, number>;
    destinationBefore: number;
    destinationAfter: number;
  }[];
  readonly totals: Record<string, number>;
  readonly sources: readonly { object: string; records: number; badRows: number }[];
}

/**
 * The numbers of a real load, recomputed from the export's files and from the org's database. Nothing here imports the
 * engine, the language or the emulator.
 */
describe('the example, loaded and counted a second time', function () {
  this.timeout(300_000);
  let workspace: ExampleWorkspace;
  let files: ExportReader;
  let org: Org;
  let report: Report;
  let folder: string;
  let phases: Phase[];

  before(async () => {
    workspace = await exampleWorkspace({ seed: 7, scale: 0.5 });
    await workspace.migmap(['discover']);
    await workspace.migmap(['manifest', 'main.migmap', '--create']);
    ({ report, folder } = await load());
    files = readExport(join(workspace.root, 'export'));
    org = openOrg(workspace.root);
    phases = expectedLoad(files, org, JSON.parse(readFileSync(join(workspace.root, 'org.json'), 'utf8')));
  });
  after(() => workspace?.remove());

  /** Loads with some records held, which is exit code 3; answers the report. */
  async function load(): Promise<{ report: Report; folder: string }> {
    const events = await workspace.migmap(['run', 'main.migmap', '--hold-unmatched', '--format', 'json'], 3);
    const end = JSON.parse(events.trim().split('\n').at(-1)!) as { report: { json: string } };
    const text = readFileSync(end.report.json, 'utf8');
    return { report: JSON.parse(text) as Report, folder: join(end.report.json, '..') };
  }

  const tally = (records: readonly Expected[]) => {
    const counts = { created: 0, updated: 0, unchanged: 0, merged: 0, skipped: 0, held: 0, failed: 0 };
    for (const { fate } of records) counts[fate]++;
    return counts;
  };
  const created = (...ids: string[]) =>
    phases
      .filter((phase) => ids.includes(phase.id))
      .flatMap((phase) => phase.records)
      .filter((record) => record.fate === 'created');
  const phaseRecords = (object: string) => phases.filter((phase) => phase.object === object);

  it('has every state and kind of trouble that it is to prove', () => {
    const states = tally(phases.flatMap((phase) => phase.records));
    for (const state of ['created', 'merged', 'skipped', 'held'] as const)
      assert.ok(states[state] > 0, state);
    for (const phase of phases) assert.ok(phase.records.length > 0, `${phase.id} has nothing in scope`);
    for (const phase of phases) assert.ok(tally(phase.records).created > 0, `${phase.id} creates nothing`);
  });

  it('counts what is in scope, created, merged, skipped and held, phase by phase', () => {
    const told = Object.fromEntries(
      report.phases.map(({ id, inScope, counts }) => [id, { inScope, ...counts }]),
    );
    const counted = Object.fromEntries(
      phases.map(({ id, records }) => [id, { inScope: records.length, ...tally(records) }]),
    );
    assert.deepEqual(told, counted);
  });

  it('balances: the states of each phase are its records, and the destination gained what was created', () => {
    for (const phase of report.phases) {
      const sum = Object.values(phase.counts).reduce((a, b) => a + b, 0);
      assert.equal(sum, phase.inScope, phase.id);
      assert.ok(phase.balanced, phase.id);
    }
  });

  it('says of every record that waits or is left out its row, the reason, the field and the line that decided', () => {
    const told = readdirSync(folder).filter((name) => /^(?:held|failed|skipped)-/.test(name));
    const faults: string[] = [];
    let rows = 0;
    for (const name of told)
      for (const row of parse(readFileSync(join(folder, name)), { columns: true }) as Record<
        string,
        string
      >[]) {
        rows++;
        const [reason, field, line, source] = ['reason', 'field', 'line', 'source'].map(
          (what) => row[`migmap ${what}`] ?? '',
        );
        const [file, number] = line!.split(':');
        const text = file!.endsWith('.migmap')
          ? readFileSync(join(workspace.root, file!), 'utf8').split('\n')[Number(number) - 1]
          : undefined;
        // A line of the field, or the statement that takes the record.
        const fits = text !== undefined && (text.includes(field!) || /->|use |split|\bkey\b/.test(text));
        if (!reason || !field || !fits || !/^[\w.-]+:\d+/.test(source!))
          faults.push(`${name}: ${reason} | ${field} | ${line} (${text?.trim()}) | ${source}`);
      }
    assert.ok(rows > 100, `${rows} rows`);
    assert.deepEqual([...new Set(faults)], []);
  });

  it('read every row of the export', () => {
    const tasks = files.csv('tasks.csv');
    const read = Object.fromEntries(report.sources.map((s) => [s.object, [s.records, s.badRows]]));
    assert.deepEqual(read['Task'], [tasks.rows.length, tasks.ragged]);
    assert.ok(tasks.ragged > 0);
    for (const [object, file] of [
      ['Company', 'companies'],
      ['Lead', 'leads'],
      ['Contact', 'contacts'],
      ['Deal', 'deals'],
      ['Ticket', 'tickets'],
      ['Attachment', 'attachments'],
    ] as const)
      assert.deepEqual(read[object], [files.csv(`${file}.csv`).rows.length, 0], object);
    assert.deepEqual(read['Activity'], [files.jsonLines('activities.jsonl').length, 0]);
  });

  it('made one record for each SmartDesk id, and none for an id that was held, skipped or merged', () => {
    for (const object of new Set(phases.map((phase) => phase.object))) {
      const rows = org.rows(object).filter((row) => row['SmartDesk_Id__c']);
      if (rows.length === 0) continue;
      const ids = rows.map((row) => String(row['SmartDesk_Id__c']));
      const wanted = phaseRecords(object).flatMap(({ records }) =>
        records.filter((r) => r.fate === 'created').map((r) => r.id),
      );
      assert.deepEqual(ids.toSorted(), wanted.toSorted(), object);
    }
  });

  it('kept values, parents, owners, record types, stages and original times', () => {
    for (const phase of phases) {
      if (!org.rows(phase.object).some((row) => row['SmartDesk_Id__c'])) continue;
      const rows = new Map(org.rows(phase.object).map((row) => [row['SmartDesk_Id__c'], row]));
      for (const { id, fate, fields } of phase.records) {
        if (fate !== 'created') continue;
        const found = Object.fromEntries(Object.keys(fields).map((name) => [name, rows.get(id)?.[name]]));
        assert.deepEqual(found, fields, `${phase.id} ${id}`);
      }
    }
  });

  /** Records without a SmartDesk id: the org holds exactly these, whichever order they came in. */
  const unkeyed: [object: string, made: (row: OrgRow) => boolean][] = [
    ['AccountContactRelation', (row) => row['IsDirect'] === 0],
    ['AccountTeamMember', () => true],
    ['Territory2', () => true],
    ['UserTerritory2Association', () => true],
    ['EventRelation', () => true],
    ['EmailMessageRelation', () => true],
    ['CaseComment', () => true],
    ['ContentNote', () => true],
    ['EmailTemplate', () => true],
    // Those of notes and files that the platform makes beside them have another share type, or a file's parent.
    [
      'ContentDocumentLink',
      (row) => row['ShareType'] === 'V' && noteDocuments().has(String(row['ContentDocumentId'])),
    ],
  ];
  const noteDocuments = () => new Set(org.rows('ContentNote').map((row) => String(row['Id'])));
  for (const [object, made] of unkeyed) {
    it(`holds exactly the ${object} records that the export asks for`, () => {
      const ids = phaseRecords(object).map((phase) => phase.id);
      const wanted = created(...ids).map((record) => record.fields);
      const names = Object.keys(wanted[0]!);
      const found = org.rows(object).filter(made);
      const sorted = (rows: readonly OrgRow[]) =>
        rows.map((row) => JSON.stringify(names.map((name) => row[name]))).toSorted();
      assert.deepEqual(sorted(found), sorted(wanted));
    });
  }

  it('related every account to the account of its parent company, but for circles', () => {
    const companies = files.csv('companies.csv').rows;
    const parents = new Map(companies.map((row) => [row['id']!, row['parent_id']!]));
    const circular = (id: string) => {
      const seen = new Set<string>();
      for (let at = parents.get(id); at; at = parents.get(at)) {
        if (at === id) return true;
        if (seen.has(at)) return false;
        seen.add(at);
      }
      return false;
    };
    let linked = 0;
    for (const account of org.rows('Account')) {
      const id = String(account['SmartDesk_Id__c']);
      const parent = parents.get(id);
      if (!parent) assert.equal(account['ParentId'], null, id);
      else if (account['ParentId'] !== null) {
        const company = companies.find((row) => row['id'] === parent)!;
        const survivor = companies.find(
          (row) =>
            row['domain'] === company['domain'] && org.id('Account', row['id']!) === account['ParentId'],
        );
        assert.ok(survivor, `the parent of ${id} is not the account of ${parent}`);
        linked++;
      } else if (org.id('Account', parent)) assert.ok(circular(id), `${id} lost its parent ${parent}`);
    }
    assert.ok(linked > 0);
  });

  it('kept the value of every deal but those with products, whose amount the platform sums up', () => {
    const sums = new Map<string, number>();
    for (const { fields } of created('DealProduct->OpportunityLineItem')) {
      const [quantity, price, discount] = ['Quantity', 'UnitPrice', 'Discount'].map((f) => Number(fields[f]));
      const id = String(fields['OpportunityId']);
      sums.set(id, (sums.get(id) ?? 0) + quantity! * price! * (1 - discount! / 100));
    }
    const values = new Map(files.csv('deals.csv').rows.map((row) => [row['id']!, Number(row['value'])]));
    assert.ok(sums.size > 0);
    for (const deal of org.rows('Opportunity')) {
      const expected = sums.get(String(deal['Id'])) ?? values.get(String(deal['SmartDesk_Id__c']))!;
      assert.ok(Math.abs(Number(deal['Amount']) - expected) < 0.02, `${deal['SmartDesk_Id__c']}`);
    }
  });

  it('tells the Tasks that the platform makes of mails apart from those that it loaded', () => {
    const tasks = org.rows('Task');
    const own = tasks.filter((row) => !row['SmartDesk_Id__c']);
    const mails = org.rows('EmailMessage').filter((row) => row['ParentId'] === null);
    assert.deepEqual(
      own.map((row) => String(row['Id'])).toSorted(),
      mails.map((row) => String(row['ActivityId'])).toSorted(),
    );
    assert.equal(mails.length, created('Activity->EmailMessage').length);
    // They are about one of the people whom the mail went to or came from.
    const people = Map.groupBy(org.rows('EmailMessageRelation'), (row) => row['EmailMessageId']);
    const who = new Map(own.map((row) => [row['Id'], row['WhoId']]));
    let about = 0;
    for (const mail of mails) {
      const person = who.get(mail['ActivityId']!);
      if (person) about++;
      if (person) assert.ok(people.get(mail['Id']!)?.some((row) => row['RelationId'] === person));
    }
    assert.ok(about > 0);
    assert.equal(
      tasks.length - own.length,
      created('Task->Task', 'Activity->Task', 'Activity->Task#2').length,
    );
  });

  it('brought every file byte by byte, linked to its parent', () => {
    const paths = new Map(files.csv('attachments.csv').rows.map((row) => [row['id']!, row['path']!]));
    const links = new Set(
      org.rows('ContentDocumentLink').map((row) => `${row['ContentDocumentId']} ${row['LinkedEntityId']}`),
    );
    const versions = org.rows('ContentVersion').filter((row) => row['SmartDesk_Id__c']);
    assert.ok(versions.length > 0);
    for (const version of versions) {
      const id = String(version['SmartDesk_Id__c']);
      assert.ok(org.bytes(version).equals(files.bytes(paths.get(id)!)!), id);
      assert.ok(links.has(`${version['ContentDocumentId']} ${version['FirstPublishLocationId']}`), id);
    }
  });

  it('linked every note to the record that it was written on', () => {
    const documents = new Map(
      org
        .rows('ContentDocumentLink')
        .filter((row) => row['ShareType'] === 'V')
        .map((row) => [row['ContentDocumentId'], row['LinkedEntityId']]),
    );
    const notes = Map.groupBy(org.rows('ContentNote'), (row) => row['Title']);
    const targets = new Map(
      phaseRecords('ContentDocumentLink')[0]!.records.map((record) => [record.id, record]),
    );
    let checked = 0;
    for (const { id, fields } of created('Activity->ContentNote')) {
      const [note, twin] = notes.get(fields['Title'] ?? null) ?? [];
      assert.ok(note, `note ${id} is missing`);
      if (twin) continue; // A title that two notes have tells nothing; their links are counted above.
      const link = targets.get(id)!;
      const expected = link.fate === 'created' ? link.fields['LinkedEntityId'] : undefined;
      assert.equal(documents.get(String(note['Id'])), expected, id);
      checked++;
    }
    assert.ok(checked > 0);
  });

  it('names in its skip files every row that it held or skipped, and no other', () => {
    for (const state of ['held', 'skipped'] as const) {
      for (const source of new Set(phases.map((phase) => phase.source))) {
        const wanted = phases
          .filter((phase) => phase.source === source)
          .flatMap(({ records }) => records.filter((r) => r.fate === state).map((r) => r.id));
        const file = join(folder, `${state}-${source}.csv`);
        const rows = existsSync(file)
          ? (parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[])
          : [];
        assert.deepEqual(
          rows.map((row) => row['id']!).toSorted(),
          wanted.toSorted(),
          `${state}-${source}.csv`,
        );
        for (const row of rows) assert.ok(row['migmap reason'], `${row['id']} has no reason`);
      }
    }
  });

  it('hands over who is in which flow, and a list of the workflows to rebuild', () => {
    const flows = parse(readFileSync(join(folder, 'exports', 'flow-membership.csv')), { columns: true });
    const wanted = files.csv('flow_memberships.csv').rows;
    assert.deepEqual(
      flows,
      wanted.map((row) => ({
        contact: row['contact_email'],
        flow: row['flow_name'],
        step: row['step_reached'],
      })),
    );
    const list = readFileSync(join(folder, 'exports', 'inventory-Workflow.md'), 'utf8');
    const names = [...list.matchAll(/^- \[ \] \*\*(.+)\*\*/gm)].map((match) => match[1]);
    assert.deepEqual(
      names,
      files.json('workflows.json').map((row) => row['name']),
    );
  });

  it('makes nothing twice in a second run', async () => {
    const before = new Map([...new Set(phases.map((p) => p.object))].map((o) => [o, org.rows(o).length]));
    const again = await load();
    assert.equal(again.report.totals['created'], 0);
    assert.equal(again.report.totals['unchanged'], report.totals['created']);
    const later = openOrg(workspace.root);
    for (const [object, count] of before) assert.equal(later.rows(object).length, count, object);
  });
});
