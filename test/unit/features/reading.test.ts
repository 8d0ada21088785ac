import assert from 'node:assert/strict';
import { selectionRanges } from '@migmap/language/features/selection-ranges';
import { initialized, open } from './editor.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
const head = 'migration T from a to b\n';
const maps = `map Company -> Account {
  Name = name |> truncate(80)
}
map Contact -> Contact {
  LastName = last_name
  AccountId = ref(company_id)
}
`;

describe('inlay hints', () => {
  const cases: readonly (readonly [line: string, hints: readonly string[]])[] = [
    ['Name = name', ['Text(80)']],
    ['Website = domain', ['text → Url(255)']],
    ['NumberOfEmployees = name', ['text → Integer']],
    ['ParentId = ref(parent_id)', ['Reference(Account)']],
    ['Nothing = name', []],
    ['Name = ', []],
  ];
  for (const [line, hints] of cases) {
    it(`of ${line}: ${hints.join() || 'none'}`, async () => {
      const { services, document } = await open(`${head}map Company -> Account {\n  ${line}\n}\n`);
      const found = await services.lsp.InlayHintProvider!.getInlayHints(document, {
        textDocument: { uri: document.uri.toString() },
        range: whole,
      });
      assert.deepEqual(
        found?.map((h) => h.label),
        hints,
      );
      assert.deepEqual(
        found.map((h) => h.position),
        hints.map(() => ({ line: 2, character: line.length + 2 })),
      );
    });
  }

  it('mark what loses something', async () => {
    const { services, document } = await open(`${head}map Activity -> Task { ActivityDate = occurred_at }`);
    const textDocument = { uri: document.uri.toString() };
    const found = await services.lsp.InlayHintProvider!.getInlayHints(document, {
      textDocument,
      range: whole,
    });
    assert.deepEqual(
      found?.map((h) => h.label),
      ['datetime ⇢ Date'],
    );
  });

  it('come for the lines that are asked for', async () => {
    const { services, document } = await open(head + maps);
    const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 1 } };
    const textDocument = { uri: document.uri.toString() };
    const found = await services.lsp.InlayHintProvider!.getInlayHints(document, { textDocument, range });
    assert.deepEqual(
      found?.map((h) => h.position.line),
      [5],
    );
  });
});

describe('code lenses', () => {
  const lenses = async (opened: Awaited<ReturnType<typeof open>>) => {
    const textDocument = { uri: opened.document.uri.toString() };
    const found = await opened.services.lsp.CodeLensProvider!.provideCodeLens(opened.document, {
      textDocument,
    });
    return found?.map((lens) => [lens.range.start.line, lens.command?.title, lens.command?.command]);
  };

  it('tell fields and place in the load order', async () => {
    assert.deepEqual(await lenses(await open(head + maps)), [
      [1, '1/7 fields · loads 1st', ''],
      [4, '2/11 fields · loads 2nd', ''],
    ]);
  });

  it('preview where the editor can', async () => {
    const opened = await open(head + maps);
    await initialized(opened, { commands: ['migmap.preview'] });
    assert.deepEqual((await lenses(opened))?.[0], [1, 'Preview · 1/7 fields · loads 1st', 'migmap.preview']);
  });

  it('stay over their maps while a line is being written', async () => {
    const opened = await open(head + maps);
    await lenses(opened);
    await opened.retype(
      (head + maps).replace('map Company', '\n// new\nmap Company').replace('= last_name', '= '),
    );
    assert.deepEqual(await lenses(opened), [
      [3, '1/7 fields · loads 1st', ''],
      [6, '2/11 fields · loads 2nd', ''],
    ]);
  });
});

describe('call hierarchy', () => {
  it('is the load order', async () => {
    const opened = await open(head + maps.replace('LastName', 'Last¦Name'));
    const provider = opened.services.lsp.CallHierarchyProvider!;
    const textDocument = { uri: opened.document.uri.toString() };
    const [item] = (await provider.prepareCallHierarchy(opened.document, {
      textDocument,
      position: opened.cursor,
    }))!;
    assert.deepEqual([item?.name, item?.detail], ['Contact → Contact', 'loads 2nd']);
    const [before] = (await provider.outgoingCalls({ item: item! }))!;
    assert.equal(before?.to.name, 'Company → Account');
    assert.deepEqual(await provider.incomingCalls({ item: item! }), []);
    const [after] = (await provider.incomingCalls({ item: before!.to }))!;
    assert.equal(after?.from.name, 'Contact → Contact');
  });
});

describe('document links', () => {
  it('lead to what is imported', async () => {
    const opened = await open('migration T from a to b\nimport "./sub/values.migmap"\n');
    const textDocument = { uri: opened.document.uri.toString() };
    assert.deepEqual(
      await opened.services.lsp.DocumentLinkProvider!.getDocumentLinks(opened.document, { textDocument }),
      [
        {
          range: { start: { line: 1, character: 8 }, end: { line: 1, character: 27 } },
          target: 'file:///w/sub/values.migmap',
        },
      ],
    );
  });
});

describe('workspace symbols', () => {
  it('are the statements of every file', async () => {
    const opened = await open(`${head}import "./v.migmap"\n${maps}`, {
      'v.migmap': 'values Industries {}\n',
    });
    const names = async (query: string) =>
      (await opened.services.shared.lsp.WorkspaceSymbolProvider!.getSymbols({ query })).map((s) => s.name);
    assert.deepEqual(await names('indus'), ['Industries']);
    assert.deepEqual(await names('Account'), ['Company → Account']);
    assert.equal((await names('')).length, 4);
  });
});

describe('selection ranges', () => {
  it('grow from the word to the file', async () => {
    const { document, cursor, text } = await open(`${head}map A -> B {\n  X = f(na¦me, 1)\n}\n`);
    const offset = (p: { line: number; character: number }) => document.textDocument.offsetAt(p);
    const steps: string[] = [];
    for (let step = selectionRanges(document, [cursor])[0]; step; step = step.parent!) {
      steps.push(text.slice(offset(step.range.start), offset(step.range.end)));
    }
    assert.deepEqual(steps.slice(0, 4), [
      'name',
      'f(name, 1)',
      'X = f(name, 1)',
      'map A -> B {\n  X = f(name, 1)\n}',
    ]);
    assert.ok(steps.at(-1)!.startsWith('migration'));
  });

  it('are empty where there is nothing', async () => {
    const { document, cursor } = await open('¦');
    assert.equal(selectionRanges(document, [cursor]).length, 1);
  });
});
