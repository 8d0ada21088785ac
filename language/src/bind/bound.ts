import type { Expr } from '@migmap/engine/mapping/ir';
import type {
  Expression,
  FileExpression,
  OwnerExpression,
  RefRecord,
  RefThis,
  RefParent,
  MigrationUser,
} from '../generated/ast.ts';
import type { Type } from '../types/type.ts';

/** What only the load can settle, as it stands in an expression. */
export type Deferral =
  | { readonly kind: 'record'; readonly node: RefRecord; readonly objects: readonly string[] }
  | { readonly kind: 'this'; readonly node: RefThis; readonly destinationObject: string }
  | { readonly kind: 'parent'; readonly node: RefParent }
  | { readonly kind: 'owner'; readonly node: OwnerExpression | MigrationUser }
  | { readonly kind: 'file'; readonly node: FileExpression };

/** An expression with its names resolved: the engine's form of it, its type, and the deferred values that may come out of it. */
export interface Bound {
  readonly node: Expression;
  readonly ir: Expr;
  readonly type: Type;
  readonly deferrals: readonly Deferral[];
}
