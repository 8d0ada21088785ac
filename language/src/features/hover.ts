import type { AstNode, LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { signatureOf } from '@migmap/engine/mapping/functions/signatures';
import type { MigmapLspServices } from '../lsp.ts';
import { findFields } from '../schema/lookup.ts';
import { describeField, describeProfile } from './describe/field.ts';
import { describeFunction } from './describe/function.ts';
import { describeKeyword } from './describe/keyword.ts';
import { describeNaming } from './describe/naming.ts';
import { describeObject } from './describe/object.ts';
import { describeFragment, describeTable } from './describe/statement.ts';
import type { Program } from '../bind/program.ts';
import { destinationsAt, sourcesAt } from './place/enclosing.ts';
import { leafAt, namedBy, pathBefore, type Named } from './place/named.ts';
import { fieldsBehind } from './place/path.ts';
import { programAt } from './place/program.ts';
import { slotKinds } from './place/slots.ts';

/** What is known of the name or word under the cursor. */
export class MigmapHover implements HoverProvider {
  readonly #services: MigmapLspServices;
  constructor(services: MigmapLspServices) {
    this.#services = services;
  }

  getHoverContent(document: LangiumDocument, { position }: HoverParams): Hover | undefined {
    const leaf = leafAt(document, position);
    if (!leaf) return undefined;
    const named = namedBy(leaf);
    const value = named ? describe(named, programAt(this.#services, document)) : describeKeyword(leaf.text);
    return value
      ? { contents: { kind: 'markdown', value }, range: named?.cst.range ?? leaf.range }
      : undefined;
  }
}

function describe({ node, property, name }: Named, program: Program): string | undefined {
  switch (slotKinds[`${node.$type}.${property}`]) {
    case 'destinationField':
      return list(
        destinationsAt(node, program).map((object) => {
          const found = object.field(name);
          if (found.kind !== 'found' || !found.field.schema) return undefined;
          const { schema } = found.field;
          const naming = object.schema && describeNaming(schema, object.schema, program);
          return [describeField(object.name, schema), naming].filter(Boolean).join('\n\n');
        }),
      );
    case 'sourceField':
      return list(describeSourceField(node, name, program));
    case 'sourceObject': {
      const object = program.sources.object(name);
      return (
        object &&
        describeObject(
          object,
          program.context.profile?.objects.find((o) => o.object === object.name),
        )
      );
    }
    case 'destinationObject': {
      const object = program.destinations.object(name);
      return object && describeObject(object, undefined);
    }
    case 'function': {
      const signature = signatureOf(name);
      return signature && describeFunction(name, signature);
    }
    case 'table': {
      const table = program.tables.get(name);
      return table && describeTable(table);
    }
    case 'fragment': {
      const fragment = program.fragments.get(name);
      return fragment && describeFragment(fragment);
    }
    default:
      return undefined;
  }
}

function describeSourceField(node: AstNode, name: string, program: Program): string[] {
  const behind = fieldsBehind(pathBefore(node), node, program);
  if (behind)
    return findFields(behind.fields, name, { snake: true }).map((field) =>
      describeField(behind.object, field),
    );
  return sourcesAt(node, program).flatMap((object) => {
    const found = object.field(name);
    if (found.kind !== 'found' || !found.field.schema) return [];
    const { schema } = found.field;
    const profile = program.context.profile?.objects.find((o) => o.object === object.name);
    const seen = profile?.fields.find((f) => f.field === schema.name);
    return [describeField(object.name, schema), ...(profile && seen ? [describeProfile(seen, profile)] : [])];
  });
}

function list(parts: readonly (string | false | undefined)[]): string | undefined {
  return parts.filter(Boolean).join('\n\n---\n\n') || undefined;
}
