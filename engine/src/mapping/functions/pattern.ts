import { Misfit } from '../misfit.ts';

const compiled = new Map<string, RegExp | Misfit>();

/** A regular expression in JavaScript's syntax with Unicode; compiled once. */
export function compilePattern(pattern: string): RegExp | Misfit {
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    regex = tryCompile(pattern);
    // Patterns are literals but for odd mappings: those must not fill the memory.
    if (compiled.size < 1000) compiled.set(pattern, regex);
  }
  return regex;
}

/** A brace that stands for itself ("{{") is an error with Unicode's rules and none without; then the laxer ones hold. */
function tryCompile(pattern: string): RegExp | Misfit {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return tryLax(pattern);
  }
}

function tryLax(pattern: string): RegExp | Misfit {
  try {
    return new RegExp(pattern);
  } catch (error) {
    return new Misfit(
      `is no regular expression: ${error instanceof Error ? error.message : 'invalid'}`,
      pattern,
    );
  }
}
