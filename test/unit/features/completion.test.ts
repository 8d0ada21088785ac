import assert from 'node:assert/strict';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { context } from '../language/check.ts';
import { accepted, offered } from './accept.ts';
import { cases } from './completion-cases.ts';
import { initialized, open } from './editor.ts';

describe('completion', () => {
  for (const { place, text, accept, has, first, never } of cases) {
    it(`${place}: ${accept}`, async () => {
      const opened = await open(text);
      await initialized(opened, {});
      const items = await offered(opened);
      const labels = items.map(({ label }) => label);
      if (first) assert.deepEqual(labels.slice(0, first.length), first);
      for (const label of never ?? []) assert.ok(!labels.includes(label), `${label} is not offered`);
      const item = items.find(({ label }) => label === accept);
      assert.ok(item, `no ${accept} among ${labels.join(', ')}`);

      const after = accepted(opened.text, item);
      assert.ok(after.includes(has), `${has}\nis not in\n${after}`);
      const { parserErrors, lexerErrors } = (await open(after)).document.parseResult;
      assert.deepEqual(
        [...lexerErrors, ...parserErrors].map((e) => e.message),
        [],
        after,
      );
    });
  }

  it('calls a field by its label where its name is a hash that says nothing', async () => {
    const hash = 'dcf558aac1ae4e8c4f849ba5e668430d8df9be12';
    const company = context.destination!.object('Company') ?? context.destination!.object('Account')!;
    const field = { ...company.fields.at(-1)!, name: hash, label: 'Original lifecycle stage' };
    const objects = [{ ...company, fields: [...company.fields, field] }];
    const known = { ...context, destination: catalogOf(context.destination!.index, objects) };
    const opened = await open(
      `migration T from a to b\nmap Company -> ${company.name} {\n  ¦\n}\n`,
      {},
      known,
    );
    await initialized(opened, {});
    const items = await offered(opened);
    assert.ok(!JSON.stringify(items).includes(hash), 'no hash is shown');
    const item = items.find(({ label }) => label === '`Original lifecycle stage`');
    assert.match(accepted(opened.text, item!), /^ {2}`Original lifecycle stage` = /m);
    const filled = opened.text.replace('  \n', '  `Original lifecycle stage` = name\n');
    const { document, services } = await open(filled, {}, known);
    const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === 1);
    assert.doesNotMatch(JSON.stringify(errors), /lifecycle/);
    const offset = filled.indexOf('Original');
    const hover = await services.lsp.HoverProvider!.getHoverContent(document, {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(offset),
    });
    assert.match(JSON.stringify(hover), /Original lifecycle stage : /);
    assert.ok(!JSON.stringify(hover).includes(hash));
  });

  it('closes a text once, also in an editor that only inserts', async () => {
    const opened = await open('migration T from a to b\nmap Company -> Account {\n  Industry = "En¦"\n}\n');
    const item = (await offered(opened)).find(({ label }) => label === '"Energy"');
    assert.match(accepted(opened.text, item!), /^ {2}Industry = "Energy"$/m);
  });

  it('shows the signature of a function, and the bracket it goes on in', async () => {
    const items = await offered(
      await open('migration T from a to b\nmap Company -> Account {\n  Name = ¦\n}\n'),
    );
    const item = items.find(({ label }) => label === 'truncate');
    assert.equal(item?.labelDetails?.detail, '(text, length, ending?)');
    assert.equal(item?.textEdit?.newText, 'truncate($1)');
  });

  it('counts the records behind a value of the source', async () => {
    const items = await offered(
      await open('migration T from a to b\nmap Lead where status == "¦" -> Lead {\n}\n'),
    );
    assert.deepEqual(
      items.map(({ label, labelDetails }) => [label, labelDetails?.description]),
      [
        ['"New"', '300 records'],
        ['"Customer"', '150 records'],
        ['"Lost"', '50 records'],
      ],
    );
  });
});
