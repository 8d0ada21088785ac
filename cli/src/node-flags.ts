/**
 * What bounds the memory of the command line, as `cli/bin/migmap.mjs` and the editor
 * (`client/src/infrastructure/node-flags.ts`, which says why) give it.
 */
export const nodeFlags: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=1024',
  '--max-semi-space-size=8',
];

export const nodeEnvironment: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1' };
