import assert from 'node:assert/strict';
import { connectors } from '@migmap/engine/connectors/all';
import { configSchema } from '@migmap/engine/config/config';
import { startFiles } from '@migmap/client/features/start/files';
import { createChecker } from '@migmap/language/checker';

describe('the first files of a migration', () => {
  const checker = createChecker({ contextFor: () => undefined });
  const start = (folder: string) => ({
    folder,
    source: { system: 'oldcrm', label: 'Old CRM' },
    destination: { system: 'newcrm', label: 'New CRM' },
    exportPath: './export',
  });

  for (const source of connectors.filter((c) => c.source !== undefined))
    for (const destination of connectors.filter((c) => c.destination !== undefined))
      it(`are valid, from ${source.label} to ${destination.label}`, async () => {
        const files = startFiles({ ...start('Acme'), source, destination, exportPath: '../Export 2026.zip' });
        const config = configSchema.parse(JSON.parse(files['migmap.json']!));
        assert.deepEqual(config.connections[config.source!], {
          system: source.system,
          path: '../Export 2026.zip',
        });
        assert.equal(config.connections[config.destination!]?.stage, 'local');
        const { diagnostics, mapping } = await checker.check('file:///w/main.migmap', files['main.migmap']!);
        assert.deepEqual(
          diagnostics.filter((d) => d.severity === 'error'),
          [],
        );
        assert.deepEqual([mapping?.source, mapping?.destination], [source.system, destination.system]);
      });

  const folders: readonly (readonly [folder: string, name: string])[] = [
    ['acme-migration', 'acme_migration'],
    ['2026 Umzug – Müller', 'Umzug_M_ller'],
    ['迁移', 'Migration'],
    ['map', 'map'],
  ];
  for (const [folder, name] of folders) {
    it(`make a name of the folder ${folder}`, async () => {
      const text = startFiles(start(folder))['main.migmap']!;
      const { diagnostics, mapping } = await checker.check('file:///w/main.migmap', text);
      assert.deepEqual(
        diagnostics.filter((d) => d.code === 'MM001'),
        [],
      );
      assert.equal(mapping?.name, name);
    });
  }
});
