import type { AstNode } from 'langium';
import type { NotLoaded } from '@migmap/engine/mapping/functions/constants';
import type { Expr, Fallback as FallbackIr } from '@migmap/engine/mapping/ir';
import type {
  Branch,
  EachLine,
  Export,
  ExportColumn,
  FieldLine,
  FlagLine,
  Fragment,
  KeyLine,
  MappingTest,
  MatchLine,
  MigmapFile,
  ObjectMap,
  OtherwiseBranch,
  Owners,
  Pipelines,
  SkipFieldLine,
  SkipObject,
  Split,
  UseLine,
  ValueTable,
} from '../generated/ast.ts';
import type { MigrationContext } from '../host.ts';
import type { DeclaredEntry, FieldView, ObjectView, Side } from '../schema/views.ts';
import type { Bound } from './bound.ts';
import type { Finding } from './findings.ts';
import type { AliasTarget } from './scope.ts';

/** A file of the migration; the first of a program is the one with the `migration` statement. */
export interface ProgramFile {
  readonly uri: string;
  readonly node: MigmapFile;
}

/** What the names at a place of the text can mean. */
export interface Environment {
  readonly source?: ObjectView;
  readonly destination?: ObjectView;
  readonly aliases: ReadonlyMap<string, AliasTarget>;
  readonly insideEach: boolean;
}

export type MapNode = ObjectMap | Branch | OtherwiseBranch | EachLine;

export interface BoundLine {
  readonly node: FieldLine;
  /** Undefined where the destination has no such field. */
  readonly field: FieldView | undefined;
  readonly value: Bound;
  readonly otherwise: FallbackIr | undefined;
  /** Set where the line stands in a fragment. */
  readonly from: UseLine | undefined;
}

export interface BoundKey {
  readonly node: KeyLine;
  /** As it is written; what it means, where that is no field of the record or element itself, stands in `value`. */
  readonly source: readonly string[];
  readonly value: Expr | undefined;
  readonly field: FieldView | undefined;
}

export interface BoundMatch {
  readonly node: MatchLine;
  readonly fields: readonly (FieldView | undefined)[];
}

/** One destination record per source record: a `map`, a branch of a `split`, an `each`; fragments are inlined. */
export interface BoundMap extends Environment {
  readonly id: string;
  readonly node: MapNode;
  readonly sourceName: string;
  readonly destinationName: string;
  readonly alias: string | undefined;
  readonly where: Bound | undefined;
  readonly split: { readonly id: string; readonly branch: number } | undefined;
  readonly each:
    | {
        readonly parent: string;
        readonly list: readonly string[];
        readonly alias: string;
        /** Where it is no field of the source record itself. */
        readonly from: Expr | undefined;
      }
    | undefined;
  readonly key: BoundKey | undefined;
  readonly match: BoundMatch | undefined;
  readonly lines: readonly BoundLine[];
  /** Lines that say the same field again; they are left out of `lines`. */
  readonly repeated: readonly { readonly node: FieldLine; readonly field: string }[];
  readonly flags: readonly { readonly node: FlagLine; readonly when: Bound | undefined }[];
  readonly skippedFields: readonly { readonly node: SkipFieldLine; readonly field: string }[];
}

export interface BoundSplit {
  readonly id: string;
  readonly node: Split;
  readonly sourceName: string;
  readonly otherwise: FallbackIr | undefined;
}

export interface BoundPipelines {
  readonly node: Pipelines;
  readonly source: ObjectView | undefined;
  readonly destination: ObjectView | undefined;
  readonly sourcePipeline: FieldView | undefined;
  readonly sourceStage: FieldView | undefined;
  readonly destinationPipeline: FieldView | undefined;
  readonly destinationStage: FieldView | undefined;
  readonly otherwise: FallbackIr | undefined;
}

export interface BoundOwners {
  readonly node: Owners;
  readonly source: ObjectView | undefined;
  readonly sourceField: FieldView | undefined;
  readonly destination: ObjectView | undefined;
  readonly destinationField: FieldView | undefined;
}

export interface BoundExport extends Environment {
  readonly node: Export;
  readonly sourceName: string;
  readonly where: Bound | undefined;
  readonly columns: readonly { readonly node: ExportColumn; readonly value: Bound }[];
}

/** A migration with its names resolved. What the names do not mean stands in `findings`; the rules judge the rest. */
export interface Program {
  readonly files: readonly ProgramFile[];
  readonly context: MigrationContext;
  readonly sources: Side;
  readonly destinations: Side;
  readonly tables: ReadonlyMap<string, ValueTable>;
  readonly tableFallbacks: ReadonlyMap<string, FallbackIr>;
  readonly fragments: ReadonlyMap<string, Fragment>;
  readonly declared: ReadonlyMap<string, DeclaredEntry>;
  readonly owners: BoundOwners | undefined;
  readonly pipelines: readonly BoundPipelines[];
  readonly maps: readonly BoundMap[];
  readonly splits: readonly BoundSplit[];
  readonly exports: readonly BoundExport[];
  readonly skips: readonly { readonly node: SkipObject; readonly object: string }[];
  readonly tests: readonly MappingTest[];
  readonly findings: readonly Finding[];
  /** What must be loaded before `findings` are complete (`Analysis.settle`). */
  readonly notLoaded: readonly NotLoaded[];
  /** Source object → fields that some line, key, condition or `skip` names. */
  readonly used: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the node whose braces they are; a fragment has one per use. */
  readonly environments: ReadonlyMap<AstNode, readonly Environment[]>;
}
