import * as z from 'zod';
import { configSchema } from './config.ts';

/** The JSON schema of `migmap.json`, from which an editor completes and checks it. */
export function configJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  return { $schema, title: 'Migmap workspace', ...rest };
}
