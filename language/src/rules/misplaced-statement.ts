import type { AstNode } from 'langium';
import type { Program } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import { fromFindings, type Fix, type Rule } from './rule.ts';
import { removeFix, uriOf } from './text.ts';

export const misplacedStatement: Rule = {
  code: 'MM112',
  name: 'misplaced-statement',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(program, 'misplacedStatement', ({ what, node }) => ({
      message: `A ${what} statement belongs in the file with the migration statement; a file without one brings values, fragment, fields and object to those that import it. Begin this file with migration NAME from SYSTEM to SYSTEM, or move the statement.`,
      fixes: placeFixes(node, program),
    }));
    yield* fromFindings(program, 'importedMigration', ({ node }) => ({
      message:
        'This file is imported, so it cannot be a migration of its own. Remove the migration statement or the import.',
      fixes: [removeFix('Remove this migration statement', node)],
    }));
  },
};

/** Moves a statement behind those of the migration that imports its file, or makes its file a migration. */
function placeFixes(node: AstNode, { files, context }: Program): Fix[] {
  const root = files[0]!;
  const file = files.find(({ uri }) => uri === uriOf(node))!;
  const migration = root.node.migration?.$cstNode;
  if (file !== root && migration) {
    const last = root.node.statements.at(-1) ?? root.node.imports.at(-1);
    const cst = last?.$cstNode && last.$cstNode.offset > migration.offset ? last.$cstNode : migration;
    const { end } = cst.range;
    const name = root.uri.slice(root.uri.lastIndexOf('/') + 1);
    const newText = `\n\n${node.$cstNode?.text ?? ''}`;
    const moved = { uri: root.uri, range: { start: end, end }, newText };
    const fix = removeFix(`Move it to ${decodeURIComponent(name)}`, node);
    return [{ ...fix, edits: [moved, ...fix.edits] }];
  }
  const { source, destination } = context;
  if (!source || !destination || root.node.migration) return [];
  const name = root.uri.replace(/^.*\//, '').replace(/\.migmap$/, '');
  const systems = [source, destination].map(({ index }) => written(index.system)).join(' to ');
  const head = `migration ${written(decodeURIComponent(name))} from ${systems}`;
  const start = { line: 0, character: 0 };
  return [
    {
      title: `Begin with ${head}`,
      edits: [{ uri: root.uri, range: { start, end: start }, newText: `${head}\n` }],
    },
  ];
}
