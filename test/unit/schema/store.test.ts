import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SchemaFileError,
  objectFile,
  openCatalog,
  readProfile,
  writeProfile,
  writeSchema,
} from '@migmap/engine/schema/store';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import type { ObjectSchema, SystemSchema } from '@migmap/engine/schema/types';

const object = (name: string): ObjectSchema => ({
  fields: [
    { name: 'id', label: 'ID', kind: 'id', createable: false, updateable: false },
    {
      name: 'attendees',
      label: 'attendees',
      kind: 'list',
      createable: true,
      updateable: true,
      element: [{ name: 'email', label: 'email', kind: 'email', createable: true, updateable: true }],
    },
  ],
  name,
  label: name,
  createable: true,
  updateable: true,
  deletable: false,
  idField: 'id',
  origin: { file: `${name}.csv`, encoding: 'utf-8' },
});

const system = (...names: string[]): SystemSchema => ({
  formatVersion: 1,
  system: 'smartdesk',
  connection: 'export',
  discoveredAt: '2026-01-01T00:00:00.000Z',
  objects: names.map((name) => ({ name, label: name, fields: 2, createable: true })),
});

describe('schema store', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'migmap-schema-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('gives back what was written', async () => {
    await writeSchema(dir, system('Contact', 'Deal'), [object('Contact'), object('Deal')]);
    const catalog = openCatalog(dir);
    assert.deepEqual(catalog?.index, system('Contact', 'Deal'));
    assert.deepEqual(catalog?.object('Deal'), object('Deal'));
    assert.equal(catalog?.object('deal'), undefined);
  });

  it('says undefined where nothing was discovered', () => {
    assert.equal(openCatalog(join(dir, 'nothing')), undefined);
  });

  it('opens an object only when it is asked for, and once', async () => {
    await writeSchema(dir, system('Contact', 'Deal'), [object('Contact'), object('Deal')]);
    await writeFile(objectFile(dir, 'Deal'), 'not json');
    const catalog = openCatalog(dir);
    const contact = catalog?.object('Contact');
    await rm(objectFile(dir, 'Contact'));
    assert.equal(catalog?.object('Contact'), contact);
    assert.throws(() => catalog?.object('Deal'), SchemaFileError);
  });

  it('writes the same bytes for the same schema, whatever the order of its keys', async () => {
    const forward = object('Contact');
    const backward = Object.fromEntries(Object.entries(forward).toReversed()) as unknown as ObjectSchema;
    await writeSchema(dir, system('Contact'), [forward]);
    const first = await readFile(objectFile(dir, 'Contact'), 'utf8');
    await writeSchema(dir, system('Contact'), [
      { ...backward, origin: { encoding: 'utf-8', file: 'Contact.csv' } },
    ]);
    assert.equal(await readFile(objectFile(dir, 'Contact'), 'utf8'), first);
  });

  it('leaves a file alone whose schema has not changed', async () => {
    await writeSchema(dir, system('Contact'), [object('Contact')]);
    await utimes(objectFile(dir, 'Contact'), 1, 1);
    await writeSchema(dir, system('Contact'), [object('Contact')]);
    assert.equal((await stat(objectFile(dir, 'Contact'))).mtimeMs, 1000);
  });

  it('keeps objects that were not read again and removes those that are gone', async () => {
    await writeSchema(dir, system('Contact', 'Deal', 'Task'), ['Contact', 'Deal', 'Task'].map(object));
    await writeSchema(dir, system('Contact', 'Deal'), [object('Contact')]);
    assert.deepEqual((await readdir(dir)).toSorted(), ['Contact.json', 'Deal.json', 'index.json']);
  });

  for (const name of ['index', 'Index', '../up', 'a/b', '.hidden', 'Kündigung', 'a*b'])
    it(`keeps an object called ${name} in the folder and apart from the index`, async () => {
      await writeSchema(dir, system(name), [object(name)]);
      assert.equal(openCatalog(dir)?.object(name)?.name, name);
      assert.equal((await readdir(dir)).length, 2);
    });

  const broken: [string, string, RegExp][] = [
    ['no JSON', '{"name":', /Contact\.json: not JSON/],
    ['a misspelt key', JSON.stringify({ ...object('Contact'), orgin: {} }), /Contact\.json: .*orgin/],
    [
      'an unknown kind',
      JSON.stringify({ ...object('Contact'), fields: [{ ...object('Contact').fields[0], kind: 'txt' }] }),
      /fields\[0\]\.kind/,
    ],
  ];
  for (const [what, text, message] of broken)
    it(`names file and place of ${what}`, async () => {
      await writeSchema(dir, system('Contact'), [object('Contact')]);
      await writeFile(objectFile(dir, 'Contact'), text);
      assert.throws(() => openCatalog(dir)?.object('Contact'), message);
    });

  it('keeps a profile for its owner alone', async () => {
    const profile: SourceProfile = {
      formatVersion: 1,
      connection: 'export',
      profiledAt: '2026-01-01T00:00:00.000Z',
      objects: [
        {
          object: 'Contact',
          records: 2,
          badRows: 0,
          fields: [{ field: 'id', nulls: 0, distinct: 2, longest: 3, samples: ['a'], misfits: 1 }],
        },
      ],
    };
    const file = join(dir, 'profiles', 'export.json');
    assert.equal(readProfile(file), undefined);
    await writeProfile(file, profile);
    assert.deepEqual(readProfile(file), profile);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });
});
