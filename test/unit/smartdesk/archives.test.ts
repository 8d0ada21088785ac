import assert from 'node:assert/strict';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { openSmartdesk } from '@migmap/engine/connectors/smartdesk/source';
import type { Source } from '@migmap/engine/connectors/source';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { bench, readAll, writeArchive, writeFiles } from './exports.ts';

interface RawEntry {
  readonly name: string;
  readonly data: Buffer;
  /** Unix mode, as in the upper half of the external attributes. */
  readonly mode?: number;
  /** What the directory claims. */
  readonly size?: number;
  readonly encrypted?: boolean;
  readonly method?: number;
}

/** An archive of raw bytes: whatever names and sizes are wanted, honest or not. */
function rawArchive(entries: readonly RawEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, mode = 0o100644, size = data.length, encrypted = false, method = 8 } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(bytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    central.writeUInt16LE(20, 6);
    local.copy(central, 8, 6, 30);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    bodies.push(local, bytes, packed);
    directory.push(central, bytes);
    offset += local.length + bytes.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

const contacts = 'ID,Name\n1,Ann\n2,Bob\n';
const good: RawEntry = { name: 'contacts.csv', data: Buffer.from(contacts) };

describe('an export in an archive', () => {
  const lab = bench();

  async function openBytes(bytes: Buffer): Promise<Source> {
    const file = join(lab.dir, 'export.zip');
    await writeFile(file, bytes);
    return lab.open(file);
  }

  for (const root of ['', 'export/', 'a/b/'])
    it(`is read like a folder (everything in "${root}")`, async () => {
      const file = await writeArchive(join(lab.dir, 'x.zip'), {
        [`${root}contacts.csv`]: contacts,
        [`${root}attachments/a.txt`]: 'hello',
      });
      const source = await lab.open(file);
      const { schema, objects } = await source.discover();
      assert.deepEqual(
        objects.map((o) => o.name),
        ['Contact'],
      );
      assert.equal(schema.warnings, undefined);
      const { records } = await readAll(source, 'Contact', catalogOf(schema, objects));
      assert.deepEqual(
        records.map((r) => r.at),
        ['contacts.csv:2', 'contacts.csv:3'],
      );
      const found = await source.file('attachments/a.txt');
      assert.deepEqual([found?.name, found?.bytes], ['a.txt', 5]);
      for (let i = 0; i < 2; i++) assert.equal(found && (await text(found.open())), 'hello');
    });

  const refused: [what: string, entry: RawEntry, warning: RegExp][] = [
    [
      'a name that climbs',
      { name: '../../deals.csv', data: Buffer.from(contacts) },
      /\.\.\/\.\.\/deals\.csv in the archive: its name leads out/,
    ],
    [
      'a name with backslashes that climbs',
      { name: '..\\deals.csv', data: Buffer.from(contacts) },
      /leads out/,
    ],
    ['an absolute name', { name: '/etc/deals.csv', data: Buffer.from(contacts) }, /leads out/],
    ['a drive letter', { name: 'C:/deals.csv', data: Buffer.from(contacts) }, /leads out/],
    [
      'a NUL in a name',
      { name: 'deals\0.csv', data: Buffer.from(contacts) },
      /deals\\u0000\.csv in the archive/,
    ],
    [
      'a symbolic link',
      { name: 'deals.csv', data: Buffer.from('/etc/passwd'), mode: 0o120777 },
      /deals\.csv in the archive: a symbolic link/,
    ],
    [
      'an encrypted file',
      { name: 'deals.csv', data: Buffer.from(contacts), encrypted: true },
      /deals\.csv in the archive: encrypted/,
    ],
    [
      'an unknown method',
      { name: 'deals.csv', data: Buffer.from(contacts), method: 99 },
      /not supported \(99\)/,
    ],
    [
      'a bomb',
      { name: 'deals.csv', data: Buffer.alloc(32 * 1024 * 1024, 'a,b\n') },
      /deals\.csv in the archive: unpacks to \d+ times/,
    ],
    [
      'the same name twice',
      { name: 'contacts.csv', data: Buffer.from('ID\n9\n') },
      /contacts\.csv: stands twice/,
    ],
  ];
  for (const [what, entry, warning] of refused)
    it(`leaves out ${what} and reads the rest`, async () => {
      const source = await openBytes(rawArchive([good, entry]));
      const { schema, profile } = await source.discover();
      assert.match(schema.warnings?.join('\n') ?? '', warning);
      assert.deepEqual(
        profile.objects.map((o) => [o.object, o.records]),
        [['Contact', 2]],
      );
      assert.equal((await source.file(entry.name)) === undefined, entry.name !== 'contacts.csv');
    });

  it('stops at an entry that unpacks to more than it claims', async () => {
    const liar: RawEntry = { name: 'deals.csv', data: Buffer.alloc(8 * 1024 * 1024, 'a,b\n'), size: 100 };
    const { schema, objects } = await (await openBytes(rawArchive([good, liar]))).discover();
    assert.match(schema.warnings?.join('\n') ?? '', /deals\.csv: not read: .*too many bytes/);
    assert.deepEqual(
      objects.map((o) => o.name),
      ['Contact'],
    );
  });

  const damaged: [what: string, bytes: Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['nonsense', Buffer.from('this is no archive')],
    ['half of an archive', rawArchive([good]).subarray(0, 60)],
    [
      'a broken directory',
      Buffer.from(rawArchive([good]).toString('latin1').replace('PK\x01\x02', 'PK\x09\x09'), 'latin1'),
    ],
  ];
  for (const [what, bytes] of damaged)
    it(`refuses ${what} with a clear word`, async () => {
      await assert.rejects(openBytes(bytes), {
        name: 'ConnectorError',
        message: /export\.zip: .*Make the export again/,
      });
    });

  it('refuses settings that it would not heed', async () => {
    const settings = {
      name: 'export',
      system: 'smartdesk',
      path: lab.dir,
      secret: () => Promise.resolve(undefined),
    };
    for (const wrong of [{ options: { encodng: 'utf-8' } }, { options: {}, url: 'https://a.example' }])
      await assert.rejects(
        openSmartdesk({ ...settings, ...wrong }),
        /Remove (encodng|url) from migmap\.json/,
      );
    await assert.rejects(openSmartdesk({ ...settings, options: {}, path: undefined }), /has no "path"/);
  });

  it('says where a path leads nowhere', async () => {
    await assert.rejects(lab.open(join(lab.dir, 'nothing')), /no such folder or file/);
    await writeFile(join(lab.dir, 'x.rar'), 'x');
    await assert.rejects(lab.open(join(lab.dir, 'x.rar')), /neither a folder nor a \.zip/);
  });
});

describe('files of an export', () => {
  const lab = bench();

  async function openBoth(): Promise<Source[]> {
    const files = {
      'contacts.csv': contacts,
      'attachments/a.txt': 'hello',
      'attachments/Übersicht.txt': 'world',
    };
    await writeFile(join(lab.dir, 'secret.txt'), 'secret');
    const folder = await writeFiles(join(lab.dir, 'export'), files);
    await symlink(join(lab.dir, 'secret.txt'), join(folder, 'attachments', 'link.txt'));
    await symlink(lab.dir, join(folder, 'attachments', 'up'));
    return [await lab.open(folder), await lab.open(await writeArchive(join(lab.dir, 'x.zip'), files))];
  }

  for (const reference of [
    'attachments/a.txt',
    './attachments/a.txt',
    'attachments\\a.txt',
    'attachments//a.txt',
    'a.txt',
    ' attachments/a.txt ',
  ])
    it(`finds "${reference}"`, async () => {
      for (const source of await openBoth()) {
        const file = await source.file(reference);
        assert.equal(file?.name, 'a.txt');
        assert.equal(await text(file.open()), 'hello');
      }
    });

  it('finds a name that is spelt with combining signs', async () => {
    for (const source of await openBoth())
      assert.ok(await source.file('attachments/Übersicht.txt'.normalize('NFD')));
  });

  for (const reference of [
    '../secret.txt',
    '../../etc/passwd',
    'attachments/../../secret.txt',
    'attachments/../attachments/a.txt',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    'attachments/link.txt',
    'attachments/up/secret.txt',
    'attachments',
    'attachments/none.txt',
    'attachments/a.txt\0',
    '',
    '.',
  ])
    it(`does not find "${reference.replace('\0', '\\0')}"`, async () => {
      for (const source of await openBoth()) assert.equal(await source.file(reference), undefined);
    });

  it('does not follow a link that poses as a table', async () => {
    const folder = await writeFiles(join(lab.dir, 'export'), { 'contacts.csv': contacts });
    await writeFile(join(lab.dir, 'deals.csv'), contacts);
    await symlink(join(lab.dir, 'deals.csv'), join(folder, 'deals.csv'));
    const { schema, objects } = await (await lab.open(folder)).discover();
    assert.equal(objects.length, 1);
    assert.match(schema.warnings?.join() ?? '', /deals\.csv: a symbolic link is not followed/);
    assert.equal(await readFile(join(folder, 'contacts.csv'), 'utf8'), contacts);
  });
});
