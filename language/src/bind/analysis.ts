import {
  AstUtils,
  DocumentState,
  UriUtils,
  URI,
  WorkspaceCache,
  type AstNode,
  type LangiumDocument,
  type LangiumDocuments,
} from 'langium';
import { isMigmapFile, type MigmapFile } from '../generated/ast.ts';
import type { LanguageHost } from '../host.ts';
import type { MigmapServices } from '../services.ts';
import { nearest } from '../schema/names.ts';
import { bindProgram, type Remembered } from './bind-program.ts';
import type { Environment, Program, ProgramFile } from './program.ts';

/** Programs of the loaded documents, each bound once per state of the documents and schemas. */
export class Analysis {
  private readonly host: LanguageHost;
  private readonly documents: () => LangiumDocuments;
  private readonly cache: WorkspaceCache<string, Program>;
  private readonly remembered = new WeakMap<LangiumDocument, Remembered>();

  constructor(services: MigmapServices) {
    this.host = services.Host;
    this.documents = () => services.shared.workspace.LangiumDocuments;
    this.cache = new WorkspaceCache(services.shared, DocumentState.IndexedContent);
  }

  /** The program whose root is this document. */
  programOf(document: LangiumDocument): Program {
    const uri = document.uri.toString();
    return this.cache.get(uri, () => {
      const remembered = this.remembered.get(document) ?? { units: new WeakMap() };
      this.remembered.set(document, remembered);
      return bindProgram(
        fileOf(document),
        { find: (from, path) => this.resolve(from, path), near: (from, path) => this.near(from, path) },
        this.host.contextFor(uri) ?? {},
        remembered,
      );
    });
  }

  /** Loads what the programs with this document need to be checked in full; mostly nothing. */
  async settle(document: LangiumDocument): Promise<void> {
    for (;;) {
      const missing = this.programsWith(document).flatMap(({ notLoaded }) => notLoaded);
      if (!missing.length) return;
      await Promise.all(missing.map((check) => check.load()));
      this.cache.clear();
    }
  }

  /** The migrations that this document is part of: itself, and those that import it; a library nobody imports stands alone. */
  programsWith(document: LangiumDocument): readonly Program[] {
    const uri = document.uri.toString();
    const importing = this.documents()
      .all.filter((other) => other !== document && isMigration(other.parseResult.value))
      .map((other) => this.programOf(other))
      .filter((program) => program.files.some((file) => file.uri === uri))
      .toArray();
    const alone = isMigration(document.parseResult.value) || !importing.length;
    return alone ? [this.programOf(document), ...importing] : importing;
  }

  /** What names mean at a node; inside a fragment, by its first use. */
  environmentOf(
    node: AstNode,
  ): { readonly program: Program; readonly environment: Environment | undefined } | undefined {
    const document = AstUtils.findRootNode(node).$document;
    const program = document && this.programsWith(document)[0];
    if (!program) return undefined;
    // The list of an `each` is named in the enclosing map.
    let from: AstNode | undefined;
    for (let at: AstNode | undefined = node; at; from = at, at = at.$container) {
      if (
        at.$type === 'EachLine' &&
        (from?.$containerProperty === 'list' || (at === node && from === undefined))
      )
        continue;
      const environment = program.environments.get(at)?.[0];
      if (environment) return { program, environment };
    }
    return { program, environment: undefined };
  }

  /** Of the loaded documents that are no migrations of their own: an editor has loaded all of its workspace. */
  private near(from: string, path: string): readonly string[] {
    const libraries = this.documents().all.filter(
      ({ uri, parseResult }) => uri.toString() !== from && !isMigration(parseResult.value),
    );
    return nearest(path, libraries.map(({ uri }) => importPath(from, uri)).toArray());
  }

  private resolve(from: string, path: string): ProgramFile | undefined {
    const uri = importUri(from, path);
    const document = this.documents().getDocument(uri);
    return document && isMigmapFile(document.parseResult.value) ? fileOf(document) : undefined;
  }
}

/** As an import writes it: `./values.migmap` */
function importPath(from: string, to: URI): string {
  const path = UriUtils.relative(UriUtils.dirname(URI.parse(from)), to);
  return path.startsWith('.') ? path : `./${path}`;
}

const isMigration = (root: AstNode): boolean => isMigmapFile(root) && root.migration !== undefined;

/** An import's path is relative to the file it stands in. */
export function importUri(from: string, path: string): URI {
  return UriUtils.resolvePath(UriUtils.dirname(URI.parse(from)), path);
}

function fileOf(document: LangiumDocument): ProgramFile {
  return { uri: document.uri.toString(), node: document.parseResult.value as MigmapFile };
}
