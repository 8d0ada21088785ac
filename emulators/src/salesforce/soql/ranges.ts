/** Start (inclusive) and end (exclusive) of a date literal, as UTC days. Weeks start on Sunday. */
export function rangeOf(name: string, n: number, now: Date): { readonly from: string; readonly to: string } {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const day = now.getUTCDate();
  const at = (y: number, m: number, d: number): string =>
    new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  const days = (from: number, to: number): { from: string; to: string } => ({
    from: at(year, month, day + from),
    to: at(year, month, day + to),
  });
  const months = (from: number, to: number): { from: string; to: string } => ({
    from: at(year, month + from, 1),
    to: at(year, month + to, 1),
  });
  const weekDay = now.getUTCDay();
  const quarter = month % 3;
  switch (name.toUpperCase()) {
    case 'TODAY':
      return days(0, 1);
    case 'YESTERDAY':
      return days(-1, 0);
    case 'TOMORROW':
      return days(1, 2);
    case 'LAST_WEEK':
      return days(-weekDay - 7, -weekDay);
    case 'THIS_WEEK':
      return days(-weekDay, 7 - weekDay);
    case 'NEXT_WEEK':
      return days(7 - weekDay, 14 - weekDay);
    case 'LAST_MONTH':
      return months(-1, 0);
    case 'THIS_MONTH':
      return months(0, 1);
    case 'NEXT_MONTH':
      return months(1, 2);
    case 'LAST_QUARTER':
      return months(-quarter - 3, -quarter);
    case 'THIS_QUARTER':
      return months(-quarter, 3 - quarter);
    case 'NEXT_QUARTER':
      return months(3 - quarter, 6 - quarter);
    case 'LAST_YEAR':
      return { from: at(year - 1, 0, 1), to: at(year, 0, 1) };
    case 'THIS_YEAR':
      return { from: at(year, 0, 1), to: at(year + 1, 0, 1) };
    case 'NEXT_YEAR':
      return { from: at(year + 1, 0, 1), to: at(year + 2, 0, 1) };
    case 'LAST_90_DAYS':
      return days(-90, 1);
    case 'NEXT_90_DAYS':
      return days(1, 91);
    case 'LAST_N_DAYS':
      return days(-n, 1);
    case 'NEXT_N_DAYS':
      return days(1, n + 1);
    case 'LAST_N_WEEKS':
      return days(-weekDay - 7 * n, -weekDay);
    case 'NEXT_N_WEEKS':
      return days(7 - weekDay, 7 - weekDay + 7 * n);
    case 'LAST_N_MONTHS':
      return months(-n, 0);
    case 'NEXT_N_MONTHS':
      return months(1, n + 1);
    case 'LAST_N_YEARS':
      return { from: at(year - n, 0, 1), to: at(year, 0, 1) };
    case 'NEXT_N_YEARS':
      return { from: at(year + 1, 0, 1), to: at(year + n + 1, 0, 1) };
    default:
      throw new RangeError(`unknown date literal ${name}`);
  }
}
