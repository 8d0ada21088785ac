/** Checks of literal arguments, for the editor: what the run would find out record by record. */
import { Misfit } from '../misfit.ts';
import { hasTime, isZone } from '../date-arguments.ts';
import { shortCountryCode } from './country-codes.ts';
import { compilePattern } from './pattern.ts';
import type { Parameter } from './signature.ts';

/** Countries have names in many languages: much to load, for the few mappings that write one out. */
let countryCode: typeof import('./country.ts').countryCode | undefined;

/** A check that cannot be made before this is done; then it can. */
export class NotLoaded {
  async load(): Promise<void> {
    ({ countryCode } = await import('./country.ts'));
  }
}

/** What is wrong with a literal text in this parameter's place, or `undefined`. */
export function checkConstant(parameter: Parameter, text: string): string | NotLoaded | undefined {
  switch (parameter.constant) {
    case 'pattern': {
      const regex = compilePattern(text);
      return regex instanceof Misfit ? regex.reason : undefined;
    }
    case 'timeZone':
      return isZone(text) ? undefined : `"${text}" is no time zone; one is "Europe/Berlin"`;
    case 'country':
      if (shortCountryCode(text)) return undefined;
      if (!countryCode) return new NotLoaded();
      return countryCode(text) ? undefined : `"${text}" is no country; give its ISO code or name`;
    case 'choice':
      return parameter.choices?.includes(text)
        ? undefined
        : `"${text}" is none of ${(parameter.choices ?? []).map((choice) => `"${choice}"`).join(', ')}`;
    case 'dateFormat':
      return checkDateFormat(text);
    case 'timeFormat':
      return ['iso', 'x'].includes(text.toLowerCase()) || hasTime(text)
        ? undefined
        : `"${text}" has no hours ("HH", or "h" with "a" for AM and PM)`;
    case 'elementField':
    case undefined:
      return undefined;
  }
}

function checkDateFormat(format: string): string | undefined {
  if (['iso', 'x'].includes(format.toLowerCase())) return undefined;
  const tokens = format.replace(/'[^']*'/g, '');
  if (/[DY]/.test(tokens) && !/[dy]/.test(tokens)) {
    return `"${format}" has no day and year: they are written "dd" and "yyyy" (MM is the month, mm the minute)`;
  }
  if (!/[yo]/.test(tokens)) return `"${format}" has no year ("yyyy")`;
  return undefined;
}
