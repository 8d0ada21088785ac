import {
  isCustomObject,
  isFieldsBlock,
  isFragment,
  isValueTable,
  type MigmapFile,
  type Statement,
} from '../generated/ast.ts';
import type { Finding } from './findings.ts';
import type { ProgramFile } from './program.ts';

/** Finds the file that an `import` in the file `from` names. */
export interface ImportResolver {
  find(from: string, path: string): ProgramFile | undefined;
  /** Paths, as `from` would write them, of the files that are called like one that there is not. */
  near(from: string, path: string): readonly string[];
}

/** The file and all it imports, each once. */
export function collectFiles(
  root: ProgramFile,
  imports: ImportResolver,
  report: (finding: Finding) => void,
): ProgramFile[] {
  const files: ProgramFile[] = [];
  const open = new Set<string>();
  const visit = (file: ProgramFile): void => {
    files.push(file);
    open.add(file.uri);
    for (const node of file.node.imports) {
      const { path } = node as Partial<typeof node>;
      // One that is being written; the syntax error is reported.
      if (path === undefined) continue;
      const imported = imports.find(file.uri, path);
      const place = { node, property: 'path', path } as const;
      if (!imported) report({ ...place, kind: 'importMissing', near: imports.near(file.uri, path) });
      else if (open.has(imported.uri)) report({ kind: 'importCycle', ...place });
      else if (!files.some((f) => f.uri === imported.uri)) visit(imported);
    }
    open.delete(file.uri);
  };
  visit(root);
  for (const file of files.slice(1)) {
    if (file.node.migration) {
      report({ kind: 'importedMigration', node: file.node.migration, path: file.uri });
    }
  }
  for (const file of files) {
    if (file === root && file.node.migration) continue;
    for (const statement of file.node.statements.filter((s) => !isShareable(s))) {
      report({ kind: 'misplacedStatement', node: statement, what: keywordOf(statement) });
    }
  }
  return files;
}

/** What an `import` brings in. */
function isShareable(statement: Statement): boolean {
  return (
    isValueTable(statement) || isFragment(statement) || isFieldsBlock(statement) || isCustomObject(statement)
  );
}

function keywordOf(statement: Statement): string {
  return /^\w+/.exec(statement.$cstNode?.text ?? '')?.[0] ?? statement.$type;
}

export function statementsOf<T extends Statement>(
  files: readonly { readonly node: MigmapFile }[],
  is: (statement: unknown) => statement is T,
): T[] {
  return files.flatMap((file) =>
    file.node.statements.filter((statement): statement is T & Statement => is(statement)),
  );
}
