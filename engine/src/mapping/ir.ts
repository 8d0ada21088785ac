/**
 * The compiled mapping: what the language package makes of a checked `.migmap` file and what the engine runs.
 * Plain frozen data: no functions, no syntax nodes, no system named. Serialisable, so its hash identifies what was run.
 */
import type { FieldKind } from '../schema/types.ts';
import type { Value } from '../values.ts';

/** Where a piece of the mapping stands, for reports and "explain": file relative to the workspace, 1-based. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Mapping {
  readonly name: string;
  /** System names of the `migration` statement. */
  readonly source: string;
  readonly destination: string;
  readonly owners?: OwnerRule;
  readonly tables: Readonly<Record<string, ValueTable>>;
  readonly pipelines: readonly PipelineMap[];
  readonly declaredFields: readonly DeclaredObject[];
  /** In the order of the file; branches of a split and `each` lists are maps of their own. */
  readonly maps: readonly ObjectMap[];
  readonly splits: readonly Split[];
  readonly exports: readonly ExportMap[];
  readonly skips: readonly SkippedObject[];
  /** Source fields set aside by `skip field`. */
  readonly tests: readonly MappingTest[];
}

/** `owners match User.email to User.Email, unmatched …` */
export interface OwnerRule {
  readonly sourceObject: string;
  readonly sourceField: string;
  readonly destinationObject: string;
  readonly destinationField: string;
  readonly unmatched:
    | { readonly kind: 'hold' }
    | { readonly kind: 'placeholder' }
    | { readonly kind: 'use'; readonly email: string };
  readonly at: SourceSpan;
}

export type Fallback =
  | { readonly kind: 'hold' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'skip'; readonly why?: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'create' }
  | { readonly kind: 'value'; readonly value: Value };

export interface ValueTable {
  readonly name: string;
  readonly entries: readonly { readonly source: string; readonly destination: string }[];
  readonly otherwise: Fallback;
  readonly at: SourceSpan;
}

/** `pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName { … }` */
export interface PipelineMap {
  readonly sourceObject: string;
  readonly sourcePipelineField: string;
  readonly sourceStageField: string;
  readonly destinationObject: string;
  readonly destinationPipelineField: string;
  readonly destinationStageField: string;
  readonly pipelines: readonly {
    readonly source: string;
    readonly destination: string;
    readonly stages: readonly {
      readonly source: string;
      readonly destination: string;
      readonly probability?: number;
    }[];
  }[];
  readonly otherwise: Fallback;
  readonly at: SourceSpan;
}

/** A `fields Obj { … }` or `object Name { … }` declaration: an entry of the custom-field manifest. */
export interface DeclaredObject {
  readonly object: string;
  /** The object itself must be made (`object` statement). */
  readonly create: boolean;
  readonly label?: string;
  readonly fields: readonly DeclaredField[];
}

export interface DeclaredField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly values?: readonly string[];
  /** `Picklist(values of status)`: the source field whose profiled values become the options. */
  readonly valuesOf?: string;
  readonly references?: string;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly required: boolean;
  readonly at: SourceSpan;
}

/** One destination record per source record (or per element of a list) that the condition lets through. */
export interface ObjectMap {
  /** Stable within a file: `Contact->Contact`, `Activity->Task#2`; key of the journal. */
  readonly id: string;
  readonly sourceObject: string;
  readonly destinationObject: string;
  /** Name under which conditions and lines may address the source record (`as a`). */
  readonly alias?: string;
  readonly where?: Expr;
  /** Set for a branch of a split: the branch fires only if no earlier branch did. */
  readonly split?: { readonly id: string; readonly branch: number };
  /** Set for `each list as x -> Dst`: the enclosing map and the list; one record per element. */
  readonly each?: EachRule;
  readonly key?: KeyRule;
  readonly match?: MatchRule;
  readonly fields: readonly FieldLine[];
  readonly flags: readonly { readonly why: string; readonly when?: Expr; readonly at: SourceSpan }[];
  readonly skippedFields: readonly { readonly field: string; readonly why: string }[];
  readonly at: SourceSpan;
}

/** The list of an `each`; its enclosing map may be one of an `each` itself. */
export interface EachRule {
  readonly parent: string;
  /** As it is written: a field of the source record, unless `from` says more. */
  readonly list: readonly string[];
  readonly alias: string;
  /** Where it is no field of the source record itself: of another record, or of an element of the enclosing list. */
  readonly from?: Expr;
}

/** `key f => X`; without X the connector's own way of identity. */
export interface KeyRule {
  /** As it is written: a field of the source record or of the element, unless `value` says more. */
  readonly source: readonly string[];
  /** Where it is a field of another record. */
  readonly value?: Expr;
  readonly destination?: string;
}

export interface MatchRule {
  readonly fields: readonly string[];
  readonly onConflict: 'fill' | 'update' | 'skip' | 'hold';
}

/** `Field = expr [else …]`; `field` is the destination's API name (labels are resolved by the compiler). */
export interface FieldLine {
  readonly field: string;
  readonly value: Expr;
  readonly otherwise?: Fallback;
  readonly at: SourceSpan;
}

export interface Split {
  readonly id: string;
  readonly sourceObject: string;
  /** What becomes of records that no branch takes; absent when the last branch is `otherwise -> Dst`. */
  readonly otherwise?: Fallback;
  readonly at: SourceSpan;
}

export interface ExportMap {
  readonly sourceObject: string;
  readonly where?: Expr;
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly value: Expr; readonly at: SourceSpan }[];
  readonly at: SourceSpan;
}

export interface SkippedObject {
  readonly object: string;
  readonly why: string;
  readonly inventory: boolean;
  readonly at: SourceSpan;
}

export interface MappingTest {
  readonly name: string;
  readonly given: readonly {
    readonly object: string;
    readonly values: { readonly [field: string]: Value };
  }[];
  readonly expect: readonly (
    | {
        readonly kind: 'record';
        readonly object: string;
        readonly fields: readonly { readonly field: string; readonly value: Value }[];
      }
    | { readonly kind: 'none'; readonly object: string }
    | { readonly kind: 'outcome'; readonly object: string; readonly outcome: 'held' | 'skipped' | 'failed' }
  )[];
  readonly at: SourceSpan;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | '??';

/** Pure expressions, plus the deferred ones (`ref`, `owner`, `file`) that the run settles per batch. */
export type Expr =
  | { readonly kind: 'literal'; readonly value: Value }
  /** A field of the source record, or of an `each` element when `scope` names its alias; further segments enter a nested JSON value. */
  | { readonly kind: 'field'; readonly scope?: string; readonly path: readonly string[] }
  /** `company_id.name`: `field` of the source record of `object` whose id is `value`; answered from the staged source index. */
  | {
      readonly kind: 'through';
      readonly value: Expr;
      readonly object: string;
      readonly field: string;
      /** Where the reference may name records of several objects: all of them; one without `field` has none of that name. */
      readonly among?: readonly {
        readonly object: string;
        readonly idField: string;
        readonly field?: string;
      }[];
    }
  | { readonly kind: 'template'; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: 'not'; readonly value: Expr }
  | { readonly kind: 'negate'; readonly value: Expr }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'in'; readonly value: Expr; readonly items: readonly Expr[] }
  | { readonly kind: 'isEmpty'; readonly value: Expr; readonly negated: boolean }
  | { readonly kind: 'if'; readonly condition: Expr; readonly then: Expr; readonly else: Expr }
  /** A function of the table in `functions/`; a pipe `x |> f(y)` is already `f(x, y)`. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'via'; readonly value: Expr; readonly table: string }
  /** `RecordTypeId = pipeline`, `StageName = stage`: through the mapping's n-th `pipelines` block. */
  | { readonly kind: 'pipeline'; readonly block: number; readonly part: 'pipeline' | 'stage' }
  | { readonly kind: 'ref'; readonly target: RefTarget }
  | { readonly kind: 'owner'; readonly value: Expr }
  | { readonly kind: 'migrationUser' }
  | {
      readonly kind: 'file';
      readonly path: Expr;
      readonly over?: { readonly megabytes: number; readonly link: Expr };
    };

export type RefTarget =
  /** `ref(f)`, `ref(f of Obj.field)`: the record of `object` (source name) whose `field` (absent: its id) equals `value`. `objects` lists several where `f` may point at several (an attachment's parent). */
  | {
      readonly kind: 'record';
      readonly objects: readonly string[];
      readonly field?: string;
      readonly value: Expr;
      readonly typeField?: readonly string[];
    }
  /** `ref(this as Dst)`: what another map made of this same source record. */
  | { readonly kind: 'this'; readonly destinationObject: string }
  /** `ref(parent)` inside `each`. */
  | { readonly kind: 'parent' };
