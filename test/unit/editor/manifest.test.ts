import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}
interface Setting {
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
}
interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents: readonly string[];
}
const manifest = JSON.parse(read('package.json')) as {
  contributes: {
    commands: readonly Command[];
    menus: Readonly<Record<string, readonly { command: string }[]>>;
    configuration: { properties: Readonly<Record<string, Setting>> };
    languages: readonly { configuration: string }[];
    grammars: readonly { path: string }[];
    jsonValidation: readonly { url: string }[];
    walkthroughs: readonly { title: string; steps: readonly Step[] }[];
  };
};
const { contributes } = manifest;
const settings = Object.entries(contributes.configuration.properties);
const clientText = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(join('client/src', file)))
  .join('\n');

describe("the extension's manifest", () => {
  it('gives every command a category and a handler', () => {
    const handled = new Set(clientText.match(/(?<=ommand\(\s*')migmap\.\w+(?=')/g));
    assert.deepEqual(
      contributes.commands.map((c) => [c.command, c.category]),
      contributes.commands.map((c) => [c.command, 'Migmap']),
    );
    assert.deepEqual(contributes.commands.map((c) => c.command).toSorted(), [...handled].toSorted());
  });

  it('puts only its own commands into menus', () => {
    const known = new Set(contributes.commands.map((c) => c.command));
    const strange = Object.values(contributes.menus)
      .flat()
      .filter((item) => !known.has(item.command));
    assert.deepEqual(strange, []);
  });

  it('has at most twelve settings, each explained, with a default and a scope', () => {
    assert.ok(settings.length <= 12);
    for (const [name, { scope, markdownDescription, default: value }] of settings) {
      assert.ok(scope && markdownDescription && value !== undefined, name);
    }
  });

  it('has no setting that nothing reads', () => {
    for (const [name] of settings) {
      // The language client reads its own `trace.server`.
      const key = name.replace(/^migmap\./, '');
      assert.ok(key === 'trace.server' || clientText.includes(`'${key}'`), name);
    }
  });

  it('names files that exist, or that bundling makes', () => {
    const paths = [
      ...contributes.languages.map((l) => l.configuration),
      ...contributes.grammars.map((g) => g.path),
    ];
    for (const path of paths) assert.ok(existsSync(join(root, path)), path);
    const bundle = read('scripts/bundle.mjs');
    for (const { url } of contributes.jsonValidation) assert.ok(bundle.includes(url.replace('./', '')), url);
  });
});

describe('the walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const ours = new Set(contributes.commands.map((c) => c.command));
  const packed = read('.vscodeignore').match(/(?<=^!).*(?=\*\*$)/gm) ?? [];

  it('leads from a folder to a rehearsal', () => {
    assert.deepEqual(
      steps.map((step) => step.id),
      ['start', 'discover', 'write', 'preview', 'rehearse'],
    );
  });

  for (const { id, description, media, completionEvents } of steps) {
    it(`${id}: has a page that is packed, and a button for a command that ends the step`, () => {
      const page = media.markdown.replace('./', '');
      assert.match(read(page), /^# .+\n\n\S/);
      assert.ok(
        packed.some((folder) => page.startsWith(folder)),
        `${page} is left out by .vscodeignore`,
      );
      const buttons = [...description.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1]!);
      const foreign = buttons.filter((command) => command.startsWith('migmap.') && !ours.has(command));
      assert.deepEqual(foreign, []);
      assert.deepEqual(
        completionEvents.filter((event) => !buttons.includes(event.replace('onCommand:', ''))),
        [],
      );
      for (const [, title] of read(page).matchAll(/\*\*Migmap: ([^*]+)\*\*/g))
        assert.ok(
          contributes.commands.some((c) => c.title === title),
          `there is no command ${title}`,
        );
    });
  }
});

describe('the colouring grammar', () => {
  const grammar = read('syntaxes/mapping.tmLanguage.json');

  it('knows every word of the language', () => {
    const generated = JSON.parse(read('syntaxes/migmap.tmLanguage.json')) as {
      patterns: readonly { name?: string; match?: string }[];
    };
    const words = generated.patterns
      .filter((p) => p.name?.startsWith('keyword'))
      .flatMap((p) => p.match?.match(/[A-Za-z_]+/g) ?? [])
      .filter((word) => word !== 'b');
    assert.ok(words.length > 40, 'the generated grammar lists the words');
    const missing = words.filter(
      (word) => !new RegExp(String.raw`[^A-Za-z_]${word}(?![A-Za-z_])`).test(grammar),
    );
    assert.deepEqual(missing, []);
  });

  it('has regular expressions that compile', () => {
    for (const [, source] of grammar.matchAll(/"(?:match|begin|end)": ("(?:[^"\\]|\\.)*")/g)) {
      assert.doesNotThrow(() => new RegExp(JSON.parse(source!) as string), source);
    }
  });
});
