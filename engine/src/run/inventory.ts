import { join } from 'node:path';
import { privateFolder } from '../disk/private.ts';
import { longFile } from '../disk/replace.ts';
import type { ExportFact } from '../journal/journal.ts';
import type { SkippedObject } from '../mapping/ir.ts';
import { isEmpty, type Value } from '../values.ts';
import type { RunContext } from './context.ts';

/**
 * Writes the rebuild document of a `skip … inventory`: every record of the object with all that the source says about
 * it, as a Markdown list to tick off.
 */
export async function writeInventory(context: RunContext, skip: SkippedObject): Promise<ExportFact> {
  const { options } = context;
  const name = `inventory-${skip.object}.md`;
  const path = join(privateFolder(join(context.directory, 'exports')), name);
  const title = options.sourceCatalog.object(skip.object)?.nameField ?? 'name';
  const file = longFile(path);
  let rows = 0;
  try {
    await file.write(
      `# ${plain(skip.object)}: to be rebuilt\n\n${plain(skip.why)}\n\nTick a line when it is done.\n`,
    );
    const stream = options.source.read(skip.object, { catalog: options.sourceCatalog, signal: context.stop });
    for await (const records of stream)
      for (const { id, at, values } of records) {
        rows++;
        const named = isEmpty(values[title]) ? id : words(values[title] as Value);
        const fields = Object.entries(values).filter(([field, value]) => field !== title && !isEmpty(value));
        const lines = fields.map(([field, value]) => `  - ${plain(field)}: ${words(value)}\n`);
        await file.write(`\n- [ ] **${named}** (${plain(at)})\n${lines.join('')}`);
      }
    await file.commit();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { name, path, rows, refused: 0 };
}

const words = (value: Value): string =>
  plain(typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));

/** Text of the source's: no markup, no line break. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_<>[\]]/g, (sign) => `\\${sign}`)
    .trim();
}
