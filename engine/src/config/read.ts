/** Reads `migmap.json`; whatever is wrong with it is said with file, line and column. */
import { readFileSync } from 'node:fs';
import { parse, type DocumentNode, type ValueNode } from '@humanwhocodes/momoa';
import { configSchema, type Config } from './config.ts';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Throws `ConfigError` with one line per fault, each beginning `file:line:column`. */
export function readConfig(file: string): Config {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const tree = parseJson(file, text);
  const result = configSchema.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    const { line, column } = positionOf(tree, keys);
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    return `${file}:${line}:${column} ${where}${issue.message}`;
  });
  throw new ConfigError(faults.join('\n'));
}

function parseJson(file: string, text: string): DocumentNode {
  try {
    return parse(text, { mode: 'json' });
  } catch (error) {
    const { line = 1, column = 1, message } = error as { line?: number; column?: number; message: string };
    throw new ConfigError(`${file}:${line}:${column} not JSON: ${message}`, { cause: error });
  }
}

/** Where the value at `path` stands; where it is missing, the nearest that is there. */
function positionOf(tree: DocumentNode, path: readonly PropertyKey[]): { line: number; column: number } {
  let node: ValueNode = tree.body;
  let position = node.loc.start;
  for (const key of path) {
    if (node.type === 'Object') {
      const member = node.members.find(
        (m) => (m.name.type === 'String' ? m.name.value : m.name.name) === key,
      );
      if (member === undefined) break;
      position = member.loc.start;
      node = member.value;
    } else if (node.type === 'Array' && typeof key === 'number') {
      const element = node.elements[key];
      if (element === undefined) break;
      position = element.loc.start;
      node = element.value;
    } else break;
  }
  return position;
}
