/** Reading one JSON file, with errors that name the place. */
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
