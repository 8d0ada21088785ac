import { random } from './random.ts';

/** Programs that nobody wrote: every statement, line and expression of the grammar, nested and joined at random. */
export function program(seed: number): string {
  const next = random(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!;
  const some = (most: number, make: () => string, between = '\n'): string =>
    Array.from({ length: Math.floor(next() * (most + 1)) }, make).join(between);
  const maybe = (text: () => string): string => (next() < 0.5 ? text() : '');

  const name = () => pick(['a', 'Name', 'owner', 'key', 'when', '`Lead Source`', '`é ü`', 'SmartDesk_Id__c']);
  const text = () => pick(['""', '"x"', '"a \\"b\\" // no"', '"a \\{ b"', '"/* no */"', '"日本"']);
  const number = () => pick(['0', '7', '12.50', '1000000']);
  const path = () => `${name()}${maybe(() => `.${name()}`)}`;
  const block = (content: string) => `{ ${content} }`;

  const expression = (depth: number): string => {
    if (depth === 0) return pick([path, text, number, () => 'true', () => 'empty'])();
    const inner = () => expression(depth - 1);
    return pick([
      () => `(${inner()})`,
      () => `(${inner()}) ${pick(['+', '-', '*', '/', '??', '==', '<=', 'and', 'or'])} (${inner()})`,
      () => `not ${path()} is ${maybe(() => 'not ')}empty`,
      () => `-${path()}`,
      () => `${path()} - -${number()}`,
      () => `${path()} in [${some(3, () => pick([text, number])(), ', ') || text()}]`,
      () => `(if ${path()} then ${inner()} else ${inner()})`,
      () => `${path()} |> ${name()}(${maybe(inner)}) |> trim`,
      () => `${path()} via T`,
      () => `f(${some(3, inner, ', ')})`,
      () => `"{${path()} |> f} and { ${path()} ?? ${text()} }"`,
      () => `ref(${path()}${maybe(() => ` of ${name()}${maybe(() => `.${name()}`)}`)})`,
      () => pick(['ref(this as B)', 'ref(parent)', 'migration_user()', `owner(${path()})`]),
      () => `file(${path()}, over ${number()} MB link ${inner()})`,
      path,
    ])();
  };
  const fallback = () =>
    pick([() => 'hold', () => 'skip', () => `skip ${text()}`, () => 'empty', text, () => '-1'])();

  const line = (depth: number): string =>
    pick([
      () => `${name()} = ${expression(Math.floor(next() * 3))}${maybe(() => ` else ${fallback()}`)}`,
      () => `${name()} = ${expression(2)}`,
      () => `key ${path()}${maybe(() => ` => ${name()}`)}`,
      () => `match ${name()}${maybe(() => `, ${name()}`)}${maybe(() => ' on conflict hold')}`,
      () => 'use F',
      () => `skip ${path()} ${text()}`,
      () => `flag ${text()}${maybe(() => ` when ${expression(1)}`)}`,
      () => (depth > 0 ? `each ${path()} as x -> B ${block(lines(depth - 1))}` : 'use F'),
    ])();
  const lines = (depth: number): string => some(5, () => line(depth));
  const head = () => `${name()}${maybe(() => ' as r')}${maybe(() => ` where ${expression(1)}`)}`;
  const field = () =>
    `${name()} : ${pick(['Text(18)', 'Number(16, 2)', 'Picklist("a", "b")', 'Picklist(values of A.b)', 'Reference(A)', 'Date'])}${maybe(() => ' external id')}${maybe(() => ' unique')}${maybe(() => ` ${text()}`)}`;
  const entry = () => `${text()} => ${text()}`;
  const value = (depth: number): string =>
    pick([
      text,
      number,
      () => '-3',
      () => 'empty',
      () => (depth ? `[${some(3, () => value(depth - 1), ', ')}]` : 'true'),
      () => (depth ? block(some(3, () => `${name()} = ${value(depth - 1)}`)) : 'false'),
    ])();

  const statement = () =>
    pick([
      () => `map ${head()} -> B ${block(lines(2))}`,
      () => `map ${head()} -> B ${block(lines(2))}`,
      () =>
        `split A ${block(`${some(3, () => `when ${expression(1)} -> B ${block(lines(1))}`)} ${pick(['', 'otherwise hold', 'otherwise skip "x"', `otherwise -> C ${block(lines(1))}`])}`)}`,
      () => `fragment F ${block(lines(1))}`,
      () => `values T ${block(`${some(4, entry)} ${maybe(() => `otherwise ${fallback()}`)}`)}`,
      () =>
        `pipelines A.p / A.s to B.p / B.s ${block(`${some(2, () => `${entry()} ${block(some(3, () => `${entry()}${maybe(() => ` at ${number()}%`)}`))}`)} ${maybe(() => 'otherwise create')}`)}`,
      () => `owners match U.e to V.E${maybe(() => pick([', unmatched hold', ', unmatched use "x@y"']))}`,
      () => `fields A ${block(some(4, field))}`,
      () => `object O ${maybe(text)} ${block(some(3, field))}`,
      () => `export ${head()} to ${text()} ${block(some(3, () => `${name()} = ${expression(1)}`))}`,
      () => `skip A ${text()}${maybe(() => ' inventory')}`,
      () =>
        `test ${text()} ${block(`given A ${block(some(3, () => `${name()} = ${value(2)}`))} ${pick(['expect no B', 'expect B held', `expect B ${block(some(2, () => `${name()} = ${value(1)}`))}`])}`)}`,
    ])();
  return `${maybe(() => 'import "./x.migmap"\n')}migration M from a to b\n${some(6, statement)}\n`;
}
