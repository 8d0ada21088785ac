/** Reading and replacing one JSON file, with errors that name the place. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';

/** A schema or profile file that is not what it should be. The message names the file, the place and the remedy. */
export class SchemaFileError extends Error {
  override readonly name = 'SchemaFileError';
  readonly file: string;
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}. Correct the file, or delete it and run discovery again.`);
    this.file = file;
  }
}

export function parseJsonFile<T>(file: string, text: string, schema: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new SchemaFileError(file, `not JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.length ? z.core.toDotPath(issue.path) : 'the file';
  throw new SchemaFileError(file, `${at}: ${issue?.message ?? 'not as expected'}`);
}

/** Replaces a file in one step, so that a reader sees the old text or the new one; leaves an equal file alone. */
export async function replaceFile(file: string, text: string, mode = 0o644): Promise<void> {
  const old = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (old === text) return;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
