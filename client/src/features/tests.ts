import { basename, join } from 'node:path';
import {
  Location,
  Position,
  Range,
  TestMessage,
  TestRunProfileKind,
  tests,
  Uri,
  workspace,
  type CancellationToken,
  type TestController,
  type TestItem,
  type TestRunRequest,
  type TextDocument,
} from 'vscode';
import type { TestResult } from '@migmap/cli/json/test';
import { runCli } from '../infrastructure/cli.ts';
import type { MigmapContext } from '../infrastructure/context.ts';
import { workspaceOf } from '../infrastructure/workspace.ts';
import { testsIn } from './tests-in.ts';

type MappingTestResult = TestResult['tests'][number];

/** The `test` blocks of open mappings in the Test Explorer, each with its own run button; they run without any connection. */
export function registerTests(context: MigmapContext): void {
  const controller = tests.createTestController('migmap', 'Migmap');
  const find = (document: TextDocument) => {
    if (document.languageId === 'migmap' && document.uri.scheme === 'file') list(controller, document);
  };
  for (const document of workspace.textDocuments) find(document);
  context.extension.subscriptions.push(
    controller,
    workspace.onDidOpenTextDocument(find),
    workspace.onDidChangeTextDocument(({ document }) => find(document)),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const file of files) controller.items.delete(file.toString());
    }),
  );
  const run = (request: TestRunRequest, token: CancellationToken) =>
    runTests(context, controller, request, token);
  controller.createRunProfile('Run', TestRunProfileKind.Run, run, true);
}

function list(controller: TestController, document: TextDocument): void {
  const id = document.uri.toString();
  const found = testsIn(document.getText());
  if (!found.length) {
    controller.items.delete(id);
    return;
  }
  const known = controller.items.get(id);
  const file = known ?? controller.createTestItem(id, basename(document.uri.fsPath), document.uri);
  const items = found.map(({ name, line }) => {
    const item = controller.createTestItem(`${id}#${name}`, name, document.uri);
    item.range = new Range(new Position(line, 0), new Position(line, 0));
    return item;
  });
  file.children.replace(items);
  if (!known) controller.items.add(file);
}

async function runTests(
  context: MigmapContext,
  controller: TestController,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  const run = controller.createTestRun(request);
  const chosen = request.include ?? childrenOf(controller.items);
  const excluded = new Set(request.exclude);
  const items = chosen
    .flatMap((item) => (item.children.size ? childrenOf(item.children) : [item]))
    .filter((item) => !excluded.has(item));
  try {
    for (const [file, list] of Map.groupBy(items, (item) => item.uri!.toString())) {
      if (token.isCancellationRequested) break;
      for (const item of list) run.started(item);
      try {
        const { root, results } = await resultsOf(context, Uri.parse(file), list, token);
        for (const item of list) {
          const result = results.find(({ name }) => name === item.label);
          if (!result) run.skipped(item);
          else if (result.passed) run.passed(item);
          else run.failed(item, messages(item, root, result));
        }
      } catch (error) {
        const message = new TestMessage(error instanceof Error ? error.message : String(error));
        for (const item of list) run.errored(item, message);
      }
    }
  } finally {
    run.end();
  }
}

async function resultsOf(
  context: MigmapContext,
  file: Uri,
  items: readonly TestItem[],
  token: CancellationToken,
): Promise<{ root: string; results: readonly MappingTestResult[] }> {
  if (!workspace.isTrusted) throw new Error('Tests run once you trust this folder.');
  const document = await workspace.openTextDocument(file);
  // The command line reads it from disk.
  if (document.isDirty) await document.save();
  const { root } = await workspaceOf(context, file);
  const { testResult } = await import('@migmap/cli/json/test');
  const names = items.map((item) => item.label);
  const args = ['test', file.fsPath, '--format', 'json', '--workspace', root, '--name', ...names];
  const { stdout, complaint } = await runCli(context, { args, root, secrets: {}, token });
  if (!stdout.trim()) throw new Error(complaint || 'The tests did not run.');
  return { root, results: testResult.parse(JSON.parse(stdout)).tests };
}

function messages(item: TestItem, root: string, { line, failures }: MappingTestResult): TestMessage[] {
  const [, path = '', row = '1'] = /^(.*):(\d+)$/.exec(line) ?? [];
  const place = new Location(Uri.file(join(root, path)), new Position(Number(row) - 1, 0));
  return failures.map((failure) => {
    const message = new TestMessage(failure);
    message.location = path ? place : new Location(item.uri!, item.range ?? new Position(0, 0));
    return message;
  });
}

function childrenOf(items: Iterable<[string, TestItem]>): TestItem[] {
  return Array.from(items, ([, item]) => item);
}
