import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { withRule } from '@migmap/language/features/actions/config-edit';
import { context as schemas } from '../language/check.ts';
import { actionsFor, found } from './actions.ts';
import { applied } from './edits.ts';
import { discovered } from './discovery-cases.ts';
import { initialized, open, type Opened } from './editor.ts';
import { cases } from './fix-cases/all.ts';

/** The arguments of each offer to write the manifest that is made on the findings of a code. */
async function manifestsOffered(opened: Opened, code: string) {
  const diagnostics = found(opened.document, code);
  assert.ok(diagnostics.length, `no ${code}: ${opened.document.diagnostics?.map((d) => d.code).join()}`);
  const commands = (await actionsFor(opened, diagnostics)).map((action) => action.command);
  return commands.filter((c) => c?.command === 'migmap.manifest').map((c) => c?.arguments);
}

describe('quick fixes', () => {
  for (const { title, text, files, code, fix, has, file = 'main.migmap', settles } of cases) {
    it(`${code}: ${title}`, async () => {
      const opened = await open(text, files);
      const diagnostics = found(opened.document, code);
      assert.ok(diagnostics.length, `no ${code}: ${opened.document.diagnostics?.map((d) => d.code).join()}`);
      const actions = await actionsFor(opened, diagnostics);
      const action = actions.find((a) => a.title === fix);
      assert.ok(action, `no "${fix}" among:\n${actions.map((a) => a.title).join('\n')}`);
      const changed: Record<string, string> = { 'main.migmap': text, ...files };
      for (const [uri, edits] of Object.entries(action.edit!.changes!)) {
        const name = uri.split('/').at(-1)!;
        changed[name] = applied(changed[name]!, edits);
      }
      for (const part of has)
        assert.ok(changed[file]!.includes(part), `${part}\nis not in\n${changed[file]}`);
      const { 'main.migmap': main, ...others } = changed;
      const { shared } = (await open(main!, others)).services;
      const after = shared.workspace.LangiumDocuments.all.toArray().flatMap((d) => d.diagnostics ?? []);
      assert.deepEqual(
        after.filter((d) => d.code === 'MM001'),
        [],
        main,
      );
      if (settles === false) return;
      const marks = action.diagnostics!.map((d) => d.message);
      assert.deepEqual(
        after.filter((d) => marks.includes(d.message)),
        [],
      );
    });
  }

  it('come with tab stops where the editor has them', async () => {
    const opened = await open('migration T from a to b\nmap Deal -> Opportunity {\n}\n');
    await initialized(opened, {});
    const actions = await actionsFor(opened, found(opened.document, 'MM201'));
    const [change] = actions[0]!.edit!.documentChanges!;
    assert.deepEqual(
      change && 'edits' in change && change.edits.map((e) => 'snippet' in e && e.snippet.value),
      ['  Name = ${1:name}\n  CloseDate = ${2:expected_close_date}\n  StageName = ${3:stage}\n'],
    );
  });

  for (const [code, { text, known }] of Object.entries(discovered)) {
    it(`${code}: offer discovery to an editor that has the command`, async () => {
      const opened = await open(text, {}, known);
      const commands = async () => {
        const diagnostics = found(opened.document, code);
        assert.ok(diagnostics.length, opened.document.diagnostics?.map((d) => d.code).join());
        return (await actionsFor(opened, diagnostics)).flatMap((a) => a.command?.command ?? []);
      };
      assert.deepEqual(await commands(), []);
      await initialized(opened, { commands: ['migmap.discover'] });
      assert.deepEqual(await commands(), ['migmap.discover']);
    });
  }

  const manifestCases: readonly (readonly [code: string, text: string])[] = [
    ['MM301', 'fields Contact {\n  a__c : Text(5)\n}\n'],
    ['MM302', 'fields Contact {\n  Old_Id__c : Text(30) external id\n}\n'],
    [
      'MM304',
      'pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n  "Sales" => "Nowhere" {\n  }\n}\n',
    ],
  ];
  for (const [code, text] of manifestCases) {
    it(`${code}: offer to write the manifest to an editor that has the command`, async () => {
      const opened = await open(`migration T from a to b\n${text}`);
      assert.deepEqual(await manifestsOffered(opened, code), []);
      await initialized(opened, { commands: ['migmap.manifest'] });
      assert.deepEqual(await manifestsOffered(opened, code), [['file:///w/main.migmap']]);
    });
  }

  it('offer the manifest of the migration that imports a file', async () => {
    const opened = await open('fields Contact {\n  a__c : Text(5)\n}\n', {
      'whole.migmap': 'migration T from a to b\nimport "./main.migmap"\n',
    });
    await initialized(opened, { commands: ['migmap.manifest'] });
    assert.deepEqual(await manifestsOffered(opened, 'MM301'), [['file:///w/whole.migmap']]);
  });

  it('offer no manifest on an error, with which there is none', async () => {
    const opened = await open(
      'migration T from a to b\nfields Contact {\n  Shoe_Size__c : Date  "Shoe size"\n}\n',
    );
    await initialized(opened, { commands: ['migmap.manifest'] });
    assert.deepEqual(await manifestsOffered(opened, 'MM302'), []);
  });

  const unsuppressed: readonly (readonly [why: string, code: string, text: string])[] = [
    ['what it finds has no meaning', 'MM104', 'map Company -> Account {\n  Webstie = domain\n}\n'],
    ['a text cannot be read', 'MM001', 'map Company\n'],
    ['the comment itself is wrong', 'MM702', '// migmap: MM999 off\nmap Company -> Account {\n}\n'],
    [
      'the line has the rule graded by hand',
      'MM405',
      'map Company -> Account {\n  Name = name // migmap: MM405 error, mind it\n}\n',
    ],
  ];
  for (const [why, code, text] of unsuppressed) {
    it(`${code} is not to be suppressed where ${why}`, async () => {
      const opened = await open(`migration T from a to b\n${text}`);
      const diagnostics = found(opened.document, code);
      assert.ok(diagnostics.length);
      const titles = (await actionsFor(opened, diagnostics)).map((a) => a.title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith('Suppress')),
        [],
      );
    });
  }

  it('that are safe are made at once on saving', async () => {
    const text =
      'migration T from a to b\nowners match User.Email to User.Email, unmatched hold\nmap Company -> Account {\n  name = "x"\n  OwnerId = owner_id\n  Webbsite = domain\n}\n';
    const opened = await open(text);
    const [action] = await actionsFor(opened, [], ['source.fixAll']);
    assert.equal(action?.kind, 'source.fixAll.migmap');
    const edits: TextEdit[] = Object.values(action.edit!.changes!).flat();
    assert.equal(
      applied(text, edits),
      text.replace('  name =', '  Name =').replace('= owner_id', '= owner(owner_id)'),
    );
    assert.deepEqual(await actionsFor(opened, []), []);
  });
});

describe('a code in migmap.json that does nothing', () => {
  const cases: readonly (readonly [before: string, after: string])[] = [
    ['{ "rules": { "MM999": "off" } }', '{ "rules": { } }'],
    ['{ "rules": {"MM999": "off", "MM405": "off"} }', '{ "rules": {"MM405": "off"} }'],
    [
      '{\n  "rules": {\n    "MM405": "off",\n    "MM999": "off"\n  }\n}',
      '{\n  "rules": {\n    "MM405": "off"\n  }\n}',
    ],
  ];
  for (const [before, after] of cases) {
    it(`is removed from ${before.replaceAll(/\s+/g, ' ')}`, async () => {
      const known = { ...schemas, severities: { MM999: 'off' as const } };
      const config = { uri: 'file:///w/migmap.json', text: before };
      const opened = await open('migration T from oldcrm to newcrm\n', {}, known, config);
      const actions = await actionsFor(opened, found(opened.document, 'MM702'));
      const action = actions.find((a) => a.title === 'Remove MM999 from the rules of migmap.json');
      assert.ok(action, actions.map((a) => a.title).join('\n'));
      assert.equal(applied(before, action.edit!.changes![config.uri]!), after);
    });
  }
});

describe('the severity of a rule in migmap.json', () => {
  const cases: readonly (readonly [title: string, before: string, after: string | undefined])[] = [
    [
      'is added to rules on one line',
      '{ "rules": { "MM1": "off" } }',
      '{ "rules": { "MM1": "off", "MM405": "info" } }',
    ],
    [
      'is added to rules on lines',
      '{\n  "rules": {\n    "MM1": "off"\n  },\n  "source": "a"\n}',
      '{\n  "rules": {\n    "MM1": "off",\n    "MM405": "info"\n  },\n  "source": "a"\n}',
    ],
    [
      'takes the place of another',
      '{ "rules": { "MM405": "off" }, "a": [1, {}] }',
      '{ "rules": { "MM405": "info" }, "a": [1, {}] }',
    ],
    [
      'makes the rules',
      '{\n  "connections": { "a": { "system": "}" } },\n  "source": "a"\n}\n',
      '{\n  "connections": { "a": { "system": "}" } },\n  "source": "a",\n  "rules": { "MM405": "info" }\n}\n',
    ],
    ['fills empty rules', '{"rules":{}}', '{"rules":{ "MM405": "info" }}'],
    ['is left where the file is broken', '{ "rules": ', undefined],
    ['is left where rules are none', '{ "rules": 7 }', undefined],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      const edit = withRule(before, 'MM405', 'info');
      assert.equal(edit && applied(before, [edit]), after);
    });
  }
});
