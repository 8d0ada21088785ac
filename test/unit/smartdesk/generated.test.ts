import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectorOf } from '@migmap/engine/connectors/all';
import { textOf } from '@migmap/engine/connectors/files/rows';
import type { Source, SourceDiscovery, SourceRecord } from '@migmap/engine/connectors/source';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { ExportManifest } from '@migmap/emulators/smartdesk/generate';
import { generateExport } from '@migmap/emulators/smartdesk/generate';
import { readAll } from './exports.ts';

for (const zip of [false, true])
  describe(`the generated export ${zip ? 'in a .zip' : 'in a folder'}`, () => {
    let dir: string;
    let source: Source;
    let manifest: ExportManifest;
    let found: SourceDiscovery;
    let catalog: SchemaCatalog;
    before(async () => {
      dir = await mkdtemp(join(tmpdir(), 'migmap-generated-'));
      const out = join(dir, zip ? 'export.zip' : 'export');
      manifest = await generateExport({ seed: 11, scale: 0.5, out, zip });
      const settings = { name: 'export', system: 'smartdesk', path: out, options: {} };
      const opened = await connectorOf('smartdesk')?.source?.({
        ...settings,
        secret: () => Promise.resolve(undefined),
      });
      assert.ok(opened);
      source = opened;
      found = await source.discover();
      catalog = catalogOf(found.schema, found.objects);
    });
    after(async () => {
      await source.close();
      await rm(dir, { recursive: true, force: true });
    });

    it('is found and read to the last record', async () => {
      assert.deepEqual(found.objects.map((o) => o.name).toSorted(), Object.keys(manifest.records).toSorted());
      for (const { object, records, badRows } of found.profile.objects) {
        const read = await readAll(source, object, catalog);
        assert.deepEqual([read.records.length, read.bad.length], [records, badRows], object);
        const written = Object.entries(manifest.records).find(([name]) => name === object)?.[1];
        assert.equal(records + badRows, written, object);
        assert.equal(new Set(read.records.map((record) => record.id)).size, records, object);
      }
    });

    it('points where the documentation says', () => {
      const references = found.objects.flatMap((o) =>
        o.fields.flatMap((f) => (f.references ? [`${o.name}.${f.name} ${f.references.join()}`] : [])),
      );
      assert.deepEqual(references.toSorted(), [
        'Activity.company_id Company',
        'Activity.contact_id Contact',
        'Activity.deal_id Deal',
        'Activity.lead_id Lead',
        'Activity.owner_id User',
        'Activity.ticket_id Ticket',
        'Attachment.parent_id Company,Contact,Deal,Ticket',
        'Attachment.uploaded_by User',
        'Campaign.owner_id User',
        'CampaignMember.campaign_id Campaign',
        'CampaignMember.contact_id Contact',
        'CampaignMember.lead_id Lead',
        'Company.owner_id User',
        'Company.parent_id Company',
        'Contact.company_id Company',
        'Contact.other_company_ids Company',
        'Contact.owner_id User',
        'Deal.company_id Company',
        'Deal.contact_id Contact',
        'Deal.owner_id User',
        'DealProduct.deal_id Deal',
        'DealProduct.product_id Product',
        'EmailTracking.activity_id Activity',
        'Lead.owner_id User',
        'Task.assignee_id User',
        'Task.contact_id Contact',
        'Task.deal_id Deal',
        'TeamMember.company_id Company',
        'TeamMember.user_id User',
        'Territory.owner_id User',
        'Ticket.assignee_id User',
        'TicketMessage.ticket_id Ticket',
      ]);
    });

    it('shows its mess in the profile', () => {
      const total = (pattern: RegExp, count: 'orphans' | 'nulls'): number =>
        found.profile.objects
          .flatMap((o) => o.fields.map((f) => (pattern.test(`${o.object}.${f.field}`) ? (f[count] ?? 0) : 0)))
          .reduce((sum, n) => sum + n, 0);
      assert.equal(total(/\.company_id$/, 'orphans'), manifest.mess.orphanCompanyIds);
      assert.equal(total(/\.deal_id$/, 'orphans'), manifest.mess.orphanDealIds);
      assert.equal(total(/\.(owner_id|assignee_id|user_id)$/, 'orphans'), manifest.mess.ownersWithoutUser);
      assert.equal(total(/^(Contact|Lead)\.last_name$/, 'nulls'), manifest.mess.emptyLastNames);
      assert.equal(found.profile.objects.find((o) => o.object === 'Task')?.badRows, manifest.mess.raggedRows);
      assert.equal(found.schema.users, manifest.records.User);
      assert.equal(found.schema.pipelines?.length, manifest.records.Pipeline);
    });

    it('types what it reads', async () => {
      const first = async (object: string): Promise<SourceRecord['values']> =>
        (await readAll(source, object, catalog)).records[0]?.values ?? {};
      const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/;
      assert.match(textOf((await first('Contact')).created_at), iso);
      assert.match(textOf((await first('Activity')).occurred_at), iso);
      assert.equal(typeof (await first('DealProduct')).unit_price, 'number');
      assert.equal(typeof (await first('Product')).active, 'boolean');
      const names = (await readAll(source, 'Product', catalog)).records.map((r) => textOf(r.values.name));
      assert.ok(names.some((name) => /Café|Büro|Crème|“Größe M”/.test(name)));
      const contacts = (await readAll(source, 'Contact', catalog)).records;
      const lists = contacts.map((r) => r.values.other_company_ids).filter((value) => value !== null);
      assert.ok(lists.length > 10 && lists.every(Array.isArray));
      assert.ok(contacts.every((record) => record.modifiedAt === record.values.updated_at));
    });

    it('has the attachments that are not missing', async () => {
      const { records } = await readAll(source, 'Attachment', catalog);
      let missing = 0;
      for (const { values } of records) {
        const file = await source.file(textOf(values.path));
        if (file) assert.equal(file.bytes, values.size, textOf(values.path));
        else missing++;
      }
      assert.equal(missing, manifest.mess.missingAttachmentFiles);
    });

    it('stops when it is told to', async () => {
      await assert.rejects(source.discover({ signal: AbortSignal.abort() }), { name: 'AbortError' });
      const reading = source.read('Contact', { catalog, signal: AbortSignal.abort() });
      await assert.rejects(async () => {
        for await (const batch of reading) assert.fail(`${batch.length} records`);
      }, /abort/i);
    });

    it('says how far discovery is', async () => {
      const seen = new Map<string, number>();
      await source.discover({ onProgress: ({ object, records }) => seen.set(object, records) });
      assert.equal(seen.get('Activity'), manifest.records.Activity);
    });
  });
