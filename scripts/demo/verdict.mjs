import { bad, good, say } from './say.mjs';

/** Whether the numbers of every load balance, and whether the second load made nothing anew; says so. */
export function verdict(loads) {
  const [first, second] = loads;
  const checks = [
    ['two loads ended', loads.length === 2],
    [
      'every phase of both balances',
      loads.length > 0 && loads.every((load) => load.phases.every((phase) => phase.balanced)),
    ],
    ['the first load created records', (first?.totals.created ?? 0) > 0],
    ['the second load created none', second?.totals.created === 0],
  ];
  for (const [what, holds] of checks) say(`${holds ? good('✓') : bad('✗')} ${what}`);
  if (first) {
    const { created, held, failed } = first.totals;
    const number = (n) => n.toLocaleString('en-US');
    say(
      `\n${number(created)} records arrived. ${number(held)} wait for a decision and ${number(failed)} were refused: the report says why, line by line.`,
    );
  }
  return checks.every(([, holds]) => holds);
}
