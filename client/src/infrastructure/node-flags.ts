/**
 * Start the command line with these, as `cli/bin/migmap.mjs` does: on a machine with much memory V8 would otherwise let
 * garbage pile up to several times what is in use. The limit leaves the engine more than ten times what it keeps.
 */
export const nodeFlags: readonly string[] = ['--max-old-space-size=1024', '--max-semi-space-size=8'];

/** One heap for all threads where the C library is glibc, which else keeps for each what another has long freed. */
export const nodeEnvironment: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1' };
