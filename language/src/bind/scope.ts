import type { NotLoaded } from '@migmap/engine/mapping/functions/constants';
import type { FieldSchema } from '@migmap/engine/schema/types';
import type { Alias, ValueTable } from '../generated/ast.ts';
import type { ObjectView, Side } from '../schema/views.ts';
import type { Finding } from './findings.ts';

/** What an `as` name stands for: the source record itself, or an element of a list of it. */
export type AliasTarget =
  | { readonly kind: 'record'; readonly node: Alias }
  | {
      readonly kind: 'element';
      readonly node: Alias;
      readonly fields: readonly FieldSchema[] | undefined;
    };

/** What the names in an expression can mean, and where it reports what they do not. */
export interface ExpressionScope {
  readonly source: ObjectView | undefined;
  readonly sources: Side;
  readonly destinations: Side;
  readonly aliases: ReadonlyMap<string, AliasTarget>;
  /** Inside `each`: `ref(parent)` is the enclosing map's record. */
  readonly insideEach: boolean;
  readonly tables: { get(name: string): ValueTable | undefined };
  report(finding: Finding): void;
  /** Something could not be checked yet; once this is loaded, binding again does it. */
  wait(check: NotLoaded): void;
  /** A field of the source is used, so somebody decided on it. */
  use(object: string, field: string): void;
}
