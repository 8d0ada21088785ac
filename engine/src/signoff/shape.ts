import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { parseJsonFile } from '../schema/files.ts';
import type { SchemaShape } from '../schema/shape.ts';

const name = 'shape.json';
const shape = z.record(z.string(), z.string());

/** Keeps what the mapping depends on beside the run, so that a later difference can be named. */
export async function keepShape(directory: string, told: SchemaShape): Promise<void> {
  await replaceFile(join(directory, name), JSON.stringify(told, null, 2), 0o600);
}

export async function keptShape(directory: string): Promise<SchemaShape | undefined> {
  const file = join(directory, name);
  try {
    return parseJsonFile(file, await readFile(file, 'utf8'), shape);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
