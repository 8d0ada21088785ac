/** Rounds to decimal places, halves away from zero, as decimal digits read and not as binary ones (1.005 → 1.01). */
export function rounded(value: number, decimals: number): number {
  const text = String(Math.abs(value));
  if (text.includes('e')) return Math.abs(value) < 1 ? 0 : value;
  const places = Math.min(Math.max(decimals, -15), 15);
  const result = Number(`${Math.round(Number(`${text}e${places}`))}e${-places}`);
  return value < 0 && result !== 0 ? -result : result;
}

/** Drops what only binary arithmetic added: 0.1 + 0.2 is 0.3. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
