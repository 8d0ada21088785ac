import assert from 'node:assert/strict';
import { AstUtils } from 'langium';
import { catalogOf, type SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { context } from '../language/check.ts';
import { accepted, offered, plain } from './accept.ts';
import { actionsFor, found } from './actions.ts';
import { applied } from './edits.ts';
import { initialized, open } from './editor.ts';

/** Names as people give them, with every sign that means something inside the quotes of a mapping or a snippet. */
const odd = String.raw`A {"B"} \ $1 100%`;
const near = String.raw`A {"B"} \ $2 100%`;

/** The schemas of the tests, with one odd value, stage and record type more. */
const known = {
  ...context,
  destination: withField(
    withField(context.destination!, 'Account', 'Industry', { values: [{ value: odd, label: odd }] }),
    'Opportunity',
    'StageName',
    { values: [{ value: odd, label: odd }] },
  ),
  source: {
    ...context.source!,
    index: {
      ...context.source!.index,
      pipelines: [{ id: '1', name: odd, object: 'Deal', stages: [{ id: '1', name: odd, order: 0 }] }],
    },
  },
  profile: {
    ...context.profile!,
    objects: context.profile!.objects.map((object) => ({
      ...object,
      fields: object.fields.map((field) => ({
        ...field,
        ...(field.values && { distinct: 1, values: [{ value: near, count: 5 }] }),
      })),
    })),
  },
};

/** Without the record types, which allow their own stages alone. */
function withField(
  { index, ...catalog }: SchemaCatalog,
  object: string,
  field: string,
  change: Partial<FieldSchema>,
): SchemaCatalog {
  const objects = index.objects.flatMap(({ name }) => catalog.object(name) ?? []);
  const changed = objects.map((o) =>
    o.name === object
      ? {
          ...o,
          recordTypes: undefined,
          fields: o.fields.map((f) => (f.name === field ? { ...f, ...change } : f)),
        }
      : o,
  );
  return catalogOf(index, changed);
}

const head = 'migration T from oldcrm to newcrm\n';
const account = (line: string) => `${head}map Company -> Account {\n  Name = "x"\n  ${line}\n}\n`;
const pipelines = (entries: string) =>
  `${head}pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n${entries}\n}\n`;

/** Every text that stands in the quotes of a mapping. */
async function textsIn(text: string): Promise<string[]> {
  const { document } = await open(text, {}, known);
  const broken = [...document.parseResult.lexerErrors, ...document.parseResult.parserErrors];
  assert.deepEqual(
    broken.map((e) => e.message),
    [],
    text,
  );
  const nodes = AstUtils.streamAst(document.parseResult.value).toArray();
  return nodes.flatMap((node) => Object.values(node).filter((v): v is string => typeof v === 'string'));
}

describe('signs that mean something in a text', () => {
  const completions: readonly (readonly [place: string, text: string, value: string])[] = [
    ['a picklist value', account('Industry = "¦"'), odd],
    ['a picklist value behind an open quote', account('Industry = "¦'), odd],
    ['a value of the source', `${head}map Lead where status == "¦" -> Lead {\n}\n`, near],
    ['a stage', pipelines('  "x" => "Enterprise" { "z" => "¦" }'), odd],
    ['a pipeline of the source', pipelines('  "¦" => "Enterprise" { }'), odd],
  ];
  for (const [place, text, value] of completions) {
    it(`are escaped when ${place} is completed`, async () => {
      const opened = await open(text, {}, known);
      await initialized(opened, {});
      const items = await offered(opened);
      assert.equal(items.length, 1, items.map(({ label }) => label).join());
      const after = accepted(opened.text, items[0]!);
      assert.ok((await textsIn(after)).includes(value), after);
      const { document } = await open(after, {}, known);
      assert.deepEqual([...found(document, 'MM206'), ...found(document, 'MM304')], []);
    });
  }

  const fixes: readonly (readonly [code: string, title: RegExp, text: string, ...values: string[]])[] = [
    ['MM403', /new value table/, account('Industry = industry'), near, odd],
    [
      'MM403',
      /^Add 1 line to/,
      account('Industry = industry via T').replace('map', 'values T { otherwise hold }\nmap'),
      near,
      odd,
    ],
    ['MM404', /^Add pipeline/, pipelines('  otherwise hold'), odd],
    [
      'MM404',
      /^Add 1 stage/,
      pipelines(String.raw`  "A \{\"B\"} \\ $1 100%" => "Enterprise" { }` + '\n  otherwise hold'),
      odd,
    ],
    ['MM206', /^Change to/, account(String.raw`Industry = "A \{\"B\"} \\ $2 100%"`), odd],
    [
      'MM304',
      /^Change to "A/,
      pipelines(String.raw`  "x" => "Enterprise" { "y" => "A \{\"B\"} \\ $2 100%" }`),
      odd,
    ],
    [
      'MM214',
      /^Cut to/,
      account(`Website = "${String.raw`\{\"\\`}${'x'.repeat(300)}"`),
      `{"\\${'x'.repeat(252)}`,
    ],
  ];
  for (const [code, title, text, ...values] of fixes) {
    for (const snippets of [false, true]) {
      it(`${code}: are escaped by ${title}${snippets ? ', with tab stops' : ''}`, async () => {
        const opened = await open(text, {}, known);
        if (snippets) await initialized(opened, {});
        const actions = await actionsFor(opened, found(opened.document, code));
        const action = actions.find((a) => title.test(a.title));
        assert.ok(action, actions.map((a) => a.title).join('\n') || `no ${code}`);
        const { changes, documentChanges } = action.edit!;
        const edits = documentChanges
          ? documentChanges.flatMap((change) => ('edits' in change ? change.edits : []))
          : Object.values(changes!).flat();
        const after = applied(
          text,
          edits.map((edit) => ({
            range: edit.range,
            newText: 'snippet' in edit ? plain(edit.snippet.value) : edit.newText,
          })),
        );
        const texts = await textsIn(after);
        for (const value of values) assert.ok(texts.includes(value), after);
      });
    }
  }
});
