/**
 * Divides a file before the statements that begin a line. What follows from a part depends on the part alone, so that an
 * edit leaves all others as they were, and a brace that is not closed spoils only its own statement.
 */

const blanks = String.raw`[ \t]+`;
const name = String.raw`(?:[A-Za-z_]\w*|\x60[^\x60\r\n]+\x60)`;

/** Beginnings that stand nowhere but at the beginning of a statement. `skip` is not among them: it also begins a line of a map. */
const beginnings = [
  String.raw`map(?=${blanks}${name}[ \t]*(?:->|as\b|where\b))`,
  String.raw`split(?=${blanks}${name}[ \t]*(?:\{|as\b))`,
  String.raw`(?:fragment|values|fields)(?=${blanks}${name}[ \t]*\{)`,
  String.raw`object(?=${blanks}${name}[ \t]*[{"])`,
  String.raw`export(?=${blanks}${name}${blanks}(?:as|where|to)\b)`,
  String.raw`pipelines(?=${blanks}${name}\.)`,
  String.raw`owners(?=${blanks}match\b)`,
  String.raw`test(?=${blanks}")`,
];
const comment = String.raw`\/\/[^\r\n]*|\/\*[^]*?\*\/`;
const quotedName = String.raw`\x60[^\x60\r\n]+\x60`;
const landmark = new RegExp(`${comment}|${quotedName}|"|(?<![^\\n])(?:${beginnings.join('|')})`, 'g');

/** The parts of a text, in order and without gaps; the first holds what stands before the first statement. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  landmark.lastIndex = 0;
  for (let found = landmark.exec(text); found; found = landmark.exec(text)) {
    const [sign] = found;
    if (sign === '"') landmark.lastIndex = endOfText(text, found.index);
    else if (/^[a-z]/.test(sign) && found.index > from) {
      parts.push(text.slice(from, found.index));
      from = found.index;
    }
  }
  return [...parts, text.slice(from)];
}

/** The part that an offset stands in or at the end of, with the part before it, so that something stands before the offset. */
export function partAt(text: string, offset: number): { readonly from: number; readonly part: string } {
  const parts = partsOf(text);
  let from = 0;
  let index = 0;
  while (index < parts.length - 1 && from + parts[index]!.length <= offset) from += parts[index++]!.length;
  const before = parts[index - 1] ?? '';
  return { from: from - before.length, part: before + parts[index]! };
}

/** Behind a text in quotes and the values in its braces; behind the quote where the text does not end on its line. */
function endOfText(text: string, from: number): number {
  const open: ('text' | 'value')[] = ['text'];
  for (let at = from + 1; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '\n' || sign === '\r') break;
    const inText = open.at(-1) === 'text';
    if (inText && sign === '\\' && !/[\r\n]/.test(text[at + 1] ?? '')) at++;
    else if (sign === '"' && !inText) open.push('text');
    else if (sign === '{' && inText) open.push('value');
    else if (sign === (inText ? '"' : '}')) open.pop();
    if (!open.length) return at + 1;
  }
  return from + 1;
}
