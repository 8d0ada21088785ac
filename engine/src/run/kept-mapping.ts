import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mapping } from '../mapping/ir.ts';
import { DiskError } from '../disk/error.ts';
import { isMissing, replaceFile } from '../disk/replace.ts';

const name = 'mapping.json';

/** Keeps the compiled mapping beside the run, so that the run can be explained and verified after the file has changed. */
export async function keepMapping(directory: string, mapping: Mapping): Promise<void> {
  await replaceFile(join(directory, name), JSON.stringify(mapping), 0o600);
}

/** The mapping that a run was made with; `undefined` for a run of a version that did not keep it. */
export async function keptMapping(directory: string): Promise<Mapping | undefined> {
  const file = join(directory, name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Mapping;
  } catch (cause) {
    throw new DiskError(
      `${file} is damaged: ${(cause as Error).message}. Put back a copy, or run the mapping again and use the new run.`,
      { cause },
    );
  }
}
