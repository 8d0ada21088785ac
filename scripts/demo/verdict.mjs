import { bad, good, say } from './say.mjs';

/** Whether the numbers of every load balance, and whether the last load made nothing anew; says so. */
export function verdict(loads) {
  const last = loads.at(-1);
  const created = loads.map((load) => load.totals.created);
  const checks = [
    ['three loads ended', loads.length === 3],
    [
      'every phase of all three balances',
      loads.length > 0 && loads.every((load) => load.phases.every((phase) => phase.balanced)),
    ],
    ['the first load created records', created[0] > 0],
    ['the second loaded what had waited for the users', created[1] > 0],
    ['the third created none', created[2] === 0],
  ];
  for (const [what, holds] of checks) say(`${holds ? good('✓') : bad('✗')} ${what}`);
  if (last) {
    const number = (n) => n.toLocaleString('en-US');
    const arrived = created.reduce((a, b) => a + b, 0);
    const { held, failed } = last.totals;
    say(
      `\n${number(arrived)} records arrived. ${number(held)} wait for a decision and ${number(failed)} were refused: the report says why, line by line.`,
    );
  }
  return checks.every(([, holds]) => holds);
}
