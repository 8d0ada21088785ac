import type { FindingKind, FindingOf, Place } from '../bind/findings.ts';
import type { Program } from '../bind/program.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface Position {
  /** 0-based. */
  readonly line: number;
  readonly character: number;
}
export interface TextRange {
  readonly start: Position;
  readonly end: Position;
}

/** A change of the text that would settle an issue. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FixEdit[];
  /** It changes nothing that the author could have meant otherwise, so it may be made on saving, unasked. */
  readonly safe?: boolean;
}

export interface FixEdit {
  readonly uri: string;
  readonly range: TextRange;
  readonly newText: string;
  /** The same with tab stops, for editors that have them. */
  readonly snippet?: string;
}

export interface Issue extends Place {
  /** Where no node stands there: in a comment. */
  readonly range?: TextRange;
  /** One sentence or two: what is wrong, what to do. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  /** The code in the rules of `migmap.json` that is at fault; whoever knows that file can correct it there. */
  readonly setting?: string;
}

/** One check. Its page is docs/rules/<code>.md. */
export interface Rule {
  /** Stable: `MM` and three digits. */
  readonly code: string;
  /** `unknown-source-field` */
  readonly name: string;
  readonly severity: Severity;
  /** It judges what is missing, so it keeps silent while a syntax error hides a part of the text. */
  readonly needsWholeText?: true;
  /** What it finds has no meaning that a load could carry out, so it is an error whatever a project says. */
  readonly firm?: true;
  check(program: Program): Iterable<Issue>;
}

/** The issues of one kind of finding. */
export function* fromFindings<K extends FindingKind>(
  program: Program,
  kind: K,
  message: (finding: FindingOf<K>) => string | Omit<Issue, keyof Place>,
): Generator<Issue> {
  for (const finding of program.findings) {
    if (finding.kind !== kind) continue;
    const said = message(finding as FindingOf<K>);
    const { node, property, index } = finding;
    yield { node, property, index, ...(typeof said === 'string' ? { message: said } : said) };
  }
}
