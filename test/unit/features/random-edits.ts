import { random } from './random.ts';

const words = [
  'map|split|when|otherwise|->|=>|=|:|{|}|(|)|[|]|"|`|\\|??|ref(|owner(|file(|each x as y -> Z {|use F|via T',
  '"{a|{b}"|/*|*/|//|.|key id => X|match|fields A {|a : Picklist(values of|test "t" {|given|expect|import "|-',
  'fragment F { use F }|values T {|pipelines A.b / A.c to D.e / D.f {|99999999999999999999|%|,',
].flatMap((list) => list.split('|'));
words.push('|>');

/** What a paste of a file that is no text leaves: control signs, halves of pairs, odd ends of lines. */
function binary(next: () => number): string {
  const odd = ['\0', '\uFEFF', '\uD800', '\uDC00', '\u2028', '\r', '\uFFFF', '\x1b[31m', '\u202E', 'é', '😀'];
  return Array.from({ length: 40 + Math.floor(next() * 200) }, () =>
    next() < 0.3 ? odd[Math.floor(next() * odd.length)]! : String.fromCharCode(Math.floor(next() * 256)),
  ).join('');
}

const nesting = [
  '{',
  '(',
  '[',
  '"{',
  'not ',
  '- ',
  'a + ',
  'each x as y -> Z {',
  'f(',
  'if a then ',
  '{ b = ',
];

/** A line that somebody's tool has written without end. */
const long = ['a ', ' x = y', '"{a} ', '// ', 'a |> b ', 'é😀', '`b c` '];

/** What a file has been through that was edited on several systems. */
const ends = ['\n', '\r\n', '\r\n', '\r', '\n\n'];

/** Endless changed versions of a text, each a random edit of the one before; now and then it begins again. The same for a seed. */
export function* randomEdits(original: string, seed: number): Generator<string, never> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  let text = original;
  for (let count = 0; ; count += 1) {
    if (count % 25 === 0) text = original;
    const at = Math.floor(next() * text.length);
    const until = Math.min(text.length, at + Math.floor(next() * 60));
    const kind = next();
    const replace = (by: string) => text.slice(0, at) + by + text.slice(until);
    const insert = (what: string) => text.slice(0, at) + what + text.slice(at);
    if (kind < 0.3) text = replace('');
    else if (kind < 0.55) text = insert(` ${pick(words)} `);
    else if (kind < 0.65) text = insert(text.slice(at, until));
    else if (kind < 0.75) text = replace(pick(words));
    else if (kind < 0.82) text = insert('\n');
    else if (kind < 0.9)
      text = text
        .split('\n')
        .toSorted(() => (next() < 0.02 ? 1 : 0))
        .join('\n');
    else if (kind < 0.93) text = insert(binary(next));
    else if (kind < 0.94) text = insert(pick(long).repeat(5_000));
    else if (kind < 0.95) text = text.replaceAll(/\r?\n/g, () => pick(ends));
    else if (kind < 0.97) text = insert(pick(nesting).repeat(400 + Math.floor(next() * 3000)));
    else text = text.slice(0, at);
    yield text;
  }
}
