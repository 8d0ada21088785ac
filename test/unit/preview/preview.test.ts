import assert from 'node:assert/strict';
import { asText } from '@migmap/engine/mapping/coerce';
import type { Source, SourceRecord } from '@migmap/engine/connectors/source';
import { preview, type PreviewOptions } from '@migmap/engine/preview/preview';
import { previewReport, type PreviewRecord } from '@migmap/engine/preview/types';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { Row } from '@migmap/engine/values';
import { parseExpr } from '../mapping/parse-expr.ts';
import { at, field, lines, mappingOf, objectMap, objectSchema } from '../mapping/build.ts';

const data: Readonly<Record<string, readonly Row[]>> = {
  Company: [{ id: 'CO-1', name: 'Acme' }],
  User: [{ id: 'U-1', email: 'ada@ex.org' }],
  Contact: [
    { id: '1', last_name: 'Lovelace', email: 'ADA@EX.ORG', company_id: 'CO-1', owner_id: 'U-1' },
    { id: '2', last_name: 'Babbage', email: 'no address', company_id: 'CO-1', owner_id: null },
    { id: '3', last_name: '', email: null, company_id: 'CO-9', owner_id: 'U-9' },
    { id: '4', last_name: 'Boole', email: null, company_id: 'CO-1', owner_id: null },
  ],
  Meeting: [{ id: 'M-1', subject: 'Kick-off', attendees: [{ email: 'ada@ex.org' }, { email: 'x@ex.org' }] }],
};

const contact = objectMap({
  key: { source: ['id'], destination: 'SmartDesk_Id__c' },
  fields: lines({
    LastName: 'last_name',
    Email: 'email |> lower',
    AccountId: 'ref(company_id)',
    OwnerId: 'owner(owner_id) ?? migration_user()',
  }),
  flags: [{ why: 'no owner', when: parseExpr('owner_id == empty'), at }],
});

const schemas = [
  objectSchema('Contact', [
    field('LastName', { label: 'Last Name', required: true, length: 80 }),
    field('Email', { kind: 'email' }),
    field('SmartDesk_Id__c', { length: 18 }),
  ]),
];

function options(rest: Partial<PreviewOptions> = {}): PreviewOptions {
  const owners = {
    sourceObject: 'User',
    sourceField: 'email',
    destinationObject: 'User',
    destinationField: 'Email',
    unmatched: { kind: 'hold' },
    at,
  } as const;
  return {
    mapping: mappingOf([contact], { owners }),
    source: sourceOf(data),
    sourceCatalog: catalog(Object.keys(data).map((name) => objectSchema(name, []))),
    destinationCatalog: catalog(schemas),
    sample: 3,
    ...rest,
  };
}

describe('preview', () => {
  it('shows source beside destination with readable references', async () => {
    const report = await preview(options());
    assert.deepEqual(previewReport.parse(report), report);
    const [first] = report.maps[0]?.records ?? [];
    assert.equal(first?.outcome, 'load');
    assert.deepEqual(shown(first), {
      LastName: 'Lovelace',
      Email: 'ada@ex.org',
      AccountId: '→ Company CO-1 (Acme)',
      OwnerId: '→ user ada@ex.org',
    });
    assert.deepEqual(first?.fields[1], {
      field: 'Email',
      label: 'Email',
      line: 'main.migmap:2',
      source: [{ field: 'email', value: 'ADA@EX.ORG' }],
      value: 'ada@ex.org',
    });
  });

  it('shows the name of a record that stands in the destination already', async () => {
    const book = { kind: 'reference', references: ['Pricebook2'] } as const;
    const what = { kind: 'reference', references: ['A', 'B', 'C', 'D'] } as const;
    const map = objectMap({ fields: lines({ Book: '"Standard"', What: 'last_name' }) });
    const schema = objectSchema('Contact', [field('Book', book), field('What', what)]);
    const { maps } = await preview(
      options({ mapping: mappingOf([map]), destinationCatalog: catalog([schema]) }),
    );
    assert.deepEqual(shown(maps[0]?.records[0]), {
      Book: '→ the Pricebook2 “Standard”',
      What: '→ the record “Lovelace”',
    });
  });

  it('says what would hold a record, and still shows its other lines', async () => {
    const { maps, counts } = await preview(options());
    const [, second, third] = maps[0]?.records ?? [];
    assert.equal(second?.outcome, 'held');
    assert.equal(second?.reason, 'Email: "no address" is no e-mail address (main.migmap:2)');
    assert.equal(shown(second).AccountId, '→ Company CO-1 (Acme)');
    assert.equal(shown(second).OwnerId, '→ the user who runs the load');
    assert.equal(third?.reason, 'LastName: is required but empty (main.migmap:1)');
    assert.equal(third?.fields[2]?.problem, 'no Company CO-9 is in the source');
    assert.equal(third?.fields[3]?.problem, undefined);
    assert.deepEqual(counts, { load: 1, held: 2, skipped: 0 });
  });

  it('holds a record whose reference points at nothing, unless `else` decides', async () => {
    const outcome = async (line: string) => {
      const map = objectMap({
        destinationObject: 'Lead',
        fields: lines({ AccountId: line }),
        where: parseExpr('id == "3"'),
      });
      const { maps } = await preview(options({ mapping: mappingOf([map]) }));
      const [record] = maps[0]?.records ?? [];
      return [record?.outcome, record?.fields[0]?.value];
    };
    assert.deepEqual(await outcome('ref(company_id)'), ['held', '→ Company CO-9']);
    assert.deepEqual(await outcome('ref(company_id) else empty'), ['load', '']);
    assert.deepEqual(await outcome('ref(company_id) else skip "gone"'), ['skipped', '→ Company CO-9']);
  });

  it('takes the flags along', async () => {
    const { maps } = await preview(options({ sample: 4 }));
    const last = maps[0]?.records.at(-1);
    assert.deepEqual([last?.id, last?.flags], ['4', ['no owner']]);
  });

  it('shows the elements of a list, found by another field of the record they point at', async () => {
    const meeting = objectMap({ id: 'm', sourceObject: 'Meeting', destinationObject: 'Event', fields: [] });
    const guests = objectMap({
      id: 'g',
      sourceObject: 'Meeting',
      destinationObject: 'EventRelation',
      each: { parent: 'm', list: ['attendees'], alias: 'person' },
      fields: lines({ EventId: 'ref(parent)', RelationId: 'ref(person.email of User.email)' }),
    });
    const { maps } = await preview(options({ mapping: mappingOf([meeting, guests]) }));
    const records = maps.find(({ map }) => map === 'g')?.records ?? [];
    assert.deepEqual(
      records.map((record) => [record.element, shown(record).RelationId, record.outcome]),
      [
        [0, '→ User U-1 (ada@ex.org)', 'load'],
        [1, '→ User with email x@ex.org', 'held'],
      ],
    );
    assert.deepEqual(records[0]?.fields[1]?.source, [{ field: 'person.email', value: 'ada@ex.org' }]);
  });

  it('answers fields of other records', async () => {
    const through = {
      kind: 'through',
      value: parseExpr('company_id'),
      object: 'Company',
      field: 'name',
    } as const;
    const map = objectMap({
      where: { kind: 'binary', operator: '==', left: through, right: parseExpr('"Acme"') },
      fields: lines({ Description: through }),
    });
    const { maps } = await preview(options({ mapping: mappingOf([map]) }));
    assert.deepEqual(
      maps[0]?.records.map((record) => [record.id, shown(record).Description]),
      [
        ['1', 'Acme'],
        ['2', 'Acme'],
        ['4', 'Acme'],
      ],
    );
  });

  it('shows what a split leaves over', async () => {
    const branch = objectMap({
      split: { id: 'split Contact', branch: 0 },
      where: parseExpr('last_name != empty'),
      fields: [],
    });
    const split = { id: 'split Contact', sourceObject: 'Contact', otherwise: { kind: 'hold' }, at } as const;
    const { maps } = await preview(options({ mapping: mappingOf([branch], { splits: [split] }) }));
    const left = maps.find(({ destination }) => destination === null);
    assert.deepEqual(
      left?.records.map(({ id, outcome, reason }) => [id, outcome, reason]),
      [['3', 'held', 'no branch of the split takes it (main.migmap:1)']],
    );
  });

  it('stops reading once it has enough', async () => {
    let batches = 0;
    const source = sourceOf(data, () => batches++);
    await preview(options({ source, sample: 1, mapping: mappingOf([objectMap({ fields: [] })]) }));
    assert.equal(batches, 1);
  });

  it('says why there is nothing to show', async () => {
    const none = await preview(options({ object: 'Deal' }));
    assert.deepEqual(none.warnings, ['No map reads or writes Deal: there is nothing to preview.']);
    const idle = objectMap({ where: parseExpr('id == "none"'), fields: [] });
    const { warnings } = await preview(options({ mapping: mappingOf([idle]) }));
    assert.deepEqual(warnings, ['Contact->Contact takes none of the 4 records that were looked at.']);
    const gone = objectMap({ sourceObject: 'Gone', fields: [] });
    const missing = await preview(options({ mapping: mappingOf([gone]) }));
    assert.match(missing.warnings[0] ?? '', /The source has no Gone/);
  });
});

function shown(record: PreviewRecord | undefined): Record<string, string> {
  return Object.fromEntries(record?.fields.map(({ field: name, value }) => [name, value]) ?? []);
}

/** One record a batch. */
function sourceOf(rows: Readonly<Record<string, readonly Row[]>>, onBatch = () => {}): Source {
  return {
    discover: () => Promise.reject(new Error('A preview discovers nothing.')),
    async *read(object): AsyncGenerator<readonly SourceRecord[]> {
      for (const [index, values] of (rows[object] ?? []).entries()) {
        onBatch();
        yield [{ id: asText(values.id ?? null), values, at: `${object}:${index + 2}` }];
      }
    },
    file: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
}

function catalog(objects: Parameters<typeof catalogOf>[1]) {
  const index = {
    formatVersion: 1,
    system: 'any',
    connection: 'any',
    discoveredAt: '2026-01-01T00:00:00.000Z',
    objects: [],
  } as const;
  return catalogOf(index, objects);
}
