import { InvalidArgumentError, Option } from 'commander';

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly workspace?: string;
}

/** `--format`, the first being the default. */
export function formatOption(...formats: readonly string[]): Option {
  return new Option('--format <format>', 'how the result is printed').choices(formats).default(formats[0]);
}

export function wholeNumber(from: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < from)
      throw new InvalidArgumentError(`A whole number from ${from} on is wanted.`);
    return Number(text);
  };
}
