import type { AstNode } from 'langium';
import type { Type } from '../types/type.ts';
import type { ObjectView } from '../schema/views.ts';
import type { Instead } from './instead.ts';

/** Where a finding stands: a node, or one of its properties. */
export interface Place {
  readonly node: AstNode;
  readonly property?: string;
  readonly index?: number;
}

/** What binding could not make sense of. Each kind has a rule that says it to a person. */
export type Finding = Place &
  (
    | { readonly kind: 'unknownSourceObject' | 'unknownDestinationObject'; readonly name: string }
    | {
        readonly kind: 'unknownSourceField' | 'unknownDestinationField';
        readonly name: string;
        readonly object: ObjectView;
      }
    | { readonly kind: 'ambiguousField'; readonly name: string; readonly candidates: readonly string[] }
    | { readonly kind: 'unknownTable' | 'unknownFragment' | 'unknownFunction'; readonly name: string }
    | { readonly kind: 'fragmentCycle' | 'duplicateName'; readonly name: string; readonly what: string }
    | {
        readonly kind: 'importMissing';
        readonly path: string;
        /** Paths of files that are there and called alike. */
        readonly near: readonly string[];
      }
    | { readonly kind: 'importCycle' | 'importedMigration'; readonly path: string }
    | { readonly kind: 'misplacedStatement'; readonly what: string }
    | {
        readonly kind: 'badPath' | 'badArguments' | 'badOperands';
        readonly problem: string;
        readonly instead?: readonly Instead[];
      }
    | { readonly kind: 'notTrueOrFalse'; readonly type: Type }
    | { readonly kind: 'misplacedDeferred'; readonly what: string }
    | { readonly kind: 'badReference'; readonly problem: string }
    | { readonly kind: 'badFallback'; readonly found: string; readonly allowed: string }
    | { readonly kind: 'badKey'; readonly problem: string }
    | { readonly kind: 'notAList'; readonly type: Type }
  );

export type FindingKind = Finding['kind'];

/** The finding of one kind. */
export type FindingOf<K extends FindingKind, F = Finding> = F extends { readonly kind: infer P }
  ? K extends P
    ? F & { readonly kind: K }
    : never
  : never;
