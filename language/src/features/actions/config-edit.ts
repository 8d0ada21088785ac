import type { TextRange } from '../../rules/rule.ts';

interface Edit {
  readonly range: TextRange;
  readonly newText: string;
}

/** Where something stands in a JSON text; offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value, and where the name before it begins. */
interface Member extends Span {
  readonly name: number;
}

/** Sets the severity of a check in the text of a `migmap.json` and leaves the rest of it as it is. `undefined` for no JSON object. */
export function withRule(text: string, code: string, severity: string): Edit | undefined {
  if (!isObject(text)) return undefined;
  const root = membersOf(text, text.indexOf('{'));
  const rules = root.members.get('rules');
  const value = JSON.stringify(severity);
  if (!rules) return add(text, root, `"rules": { ${JSON.stringify(code)}: ${value} }`, '  ');
  if (text[rules.start] !== '{') return undefined;
  const inner = membersOf(text, rules.start);
  const present = inner.members.get(code);
  if (present) return edit(text, present, value);
  const lines = text.slice(rules.start, rules.end).includes('\n');
  return add(text, inner, `${JSON.stringify(code)}: ${value}`, lines ? '    ' : undefined);
}

/** Takes the severity of a check out of the text of a `migmap.json`. */
export function withoutRule(text: string, code: string): Edit | undefined {
  if (!isObject(text)) return undefined;
  const rules = membersOf(text, text.indexOf('{')).members.get('rules');
  if (!rules || text[rules.start] !== '{') return undefined;
  const member = membersOf(text, rules.start).members.get(code);
  if (!member) return undefined;
  // With the comma behind it, or before it where it is the last.
  const behind = /^\s*,\s*/.exec(text.slice(member.end))?.[0].length;
  if (behind !== undefined) return edit(text, { start: member.name, end: member.end + behind }, '');
  const before = /,?\s*$/.exec(text.slice(0, member.name))!.index;
  return edit(text, { start: before, end: member.end }, '');
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

interface Members {
  readonly members: ReadonlyMap<string, Member>;
  /** Behind the last value, or behind the brace. */
  readonly last: number;
}

/** The members of the object that begins at `open`, by name, with the place of each value. The text is valid JSON. */
function membersOf(text: string, open: number): Members {
  const token = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  token.lastIndex = open + 1;
  const members = new Map<string, Member>();
  let last = open + 1;
  for (let name = token.exec(text); name && name[0] !== '}'; name = token.exec(text)) {
    if (name[0] === ',') continue;
    token.exec(text); // the colon
    const start = token.exec(text)!.index;
    token.lastIndex = start;
    let depth = 0;
    do {
      const [sign] = token.exec(text)!;
      depth += /^[{[]$/.test(sign) ? 1 : /^[}\]]$/.test(sign) ? -1 : 0;
    } while (depth > 0);
    last = token.lastIndex;
    members.set(JSON.parse(name[0]) as string, { name: name.index, start, end: last });
  }
  return { members, last };
}

function add(text: string, { members, last }: Members, member: string, indent: string | undefined): Edit {
  const comma = members.size ? ',' : '';
  const newText = indent === undefined ? `${comma} ${member}` : `${comma}\n${indent}${member}`;
  const closes = !members.size && indent === undefined && text[last] === '}' ? ' ' : '';
  return edit(text, { start: last, end: last }, newText + closes);
}

function edit(text: string, { start, end }: Span, newText: string): Edit {
  return { range: { start: position(text, start), end: position(text, end) }, newText };
}

function position(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
