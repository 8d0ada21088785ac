import type { LangiumDocument } from 'langium';
import { DefaultDefinitionProvider } from 'langium/lsp';
import type { CancellationToken, DefinitionParams, LocationLink, Range } from 'vscode-languageserver';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { Program } from '../../bind/program.ts';
import type { MigmapLspServices } from '../../lsp.ts';
import { findFields } from '../../schema/lookup.ts';
import { ClientOptions } from '../client-options.ts';
import { destinationsAt, sourcesAt } from '../place/enclosing.ts';
import { leafAt, namedBy, pathBefore, type Named } from '../place/named.ts';
import { fieldsBehind } from '../place/path.ts';
import { programAt } from '../place/program.ts';
import { slotKinds } from '../place/slots.ts';
import { objectPage } from './page.ts';

interface Discovered {
  readonly catalog: SchemaCatalog | undefined;
  readonly object: ObjectSchema | undefined;
  readonly field?: FieldSchema;
}

/** Statements lead to where they stand; names of a system to the page of the discovered object. */
export class Definitions extends DefaultDefinitionProvider {
  private readonly services: MigmapLspServices;
  private readonly client: ClientOptions;

  constructor(services: MigmapLspServices) {
    super(services);
    this.services = services;
    this.client = new ClientOptions(services.shared);
  }

  override async getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
    token?: CancellationToken,
  ): Promise<LocationLink[] | undefined> {
    const leaf = leafAt(document, params.position);
    const named = leaf && namedBy(leaf);
    const program = programAt(this.services, document);
    const found = named && this.client.pages ? discovered(named, program) : [];
    const links = found.flatMap((one) => this.link(document.uri.toString(), one, named!.cst.range) ?? []);
    return links.length > 0 ? links : super.getDefinition(document, params, token);
  }

  private link(
    from: string,
    { catalog, object, field }: Discovered,
    origin: Range,
  ): LocationLink | undefined {
    const uri = catalog && object && this.services.Host.pageOf?.(from, catalog.index.connection, object.name);
    if (!uri) return undefined;
    const { head, lines } = objectPage(object, catalog.index);
    const line = (field && lines.get(field.name)) ?? head;
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    return {
      originSelectionRange: origin,
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    };
  }
}

/** The discovered objects or fields that a name stands for; in a fragment those of every map that uses it. */
function discovered({ node, property, name }: Named, program: Program): readonly Discovered[] {
  const source = program.sources.catalog;
  const destination = program.destinations.catalog;
  switch (slotKinds[`${node.$type}.${property}`]) {
    case 'sourceObject':
      return [{ catalog: source, object: program.sources.object(name)?.schema }];
    case 'destinationObject':
      return [{ catalog: destination, object: program.destinations.object(name)?.schema }];
    case 'destinationField':
      return destinationsAt(node, program).flatMap((object) => {
        const found = object.field(name);
        return found.kind === 'found'
          ? [{ catalog: destination, object: object.schema, field: found.field.schema }]
          : [];
      });
    case 'sourceField': {
      const behind = fieldsBehind(pathBefore(node), node, program);
      if (behind) {
        const object = source?.object(behind.object);
        return findFields(behind.fields, name, { snake: true }).map((field) => ({
          catalog: source,
          object,
          field,
        }));
      }
      return sourcesAt(node, program).flatMap((object) => {
        const found = object.field(name);
        return found.kind === 'found'
          ? [{ catalog: source, object: object.schema, field: found.field.schema }]
          : [];
      });
    }
    default:
      return [];
  }
}
