/** A field, reached over relationships: `Account.Owner.Name`. */
export type Path = readonly string[];

export type Literal =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `2026-01-01` or `2026-01-01T00:00:00Z`, not quoted. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'datetime'; readonly text: string }
  /** `LAST_N_DAYS:30`, `TODAY`. */
  | { readonly kind: 'range'; readonly name: string; readonly n: number };

export interface Call {
  readonly name: string;
  /** Absent for `COUNT()`. */
  readonly argument?: Path;
}

export type Operand = { readonly path: Path } | { readonly call: Call };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: string; readonly right: Literal }
  | {
      readonly kind: 'in';
      readonly left: Operand;
      readonly negated: boolean;
      readonly values: readonly Literal[];
    }
  | { readonly kind: 'inQuery'; readonly left: Operand; readonly negated: boolean; readonly query: Query }
  | {
      readonly kind: 'includes';
      readonly left: Operand;
      readonly negated: boolean;
      readonly values: readonly string[];
    };

export type Selected =
  | { readonly kind: 'path'; readonly path: Path; readonly alias?: string }
  | { readonly kind: 'call'; readonly call: Call; readonly alias?: string }
  | { readonly kind: 'children'; readonly query: Query }
  | { readonly kind: 'fields'; readonly which: 'ALL' | 'STANDARD' | 'CUSTOM' };

export interface Query {
  readonly select: readonly Selected[];
  readonly object: string;
  readonly alias?: string;
  readonly where?: Condition;
  readonly groupBy: readonly Operand[];
  readonly having?: Condition;
  readonly orderBy: readonly {
    readonly by: Operand;
    readonly descending: boolean;
    readonly nullsLast: boolean;
  }[];
  readonly limit?: number;
  readonly offset?: number;
  readonly allRows: boolean;
}
