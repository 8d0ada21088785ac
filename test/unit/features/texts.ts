import { globSync, readFileSync } from 'node:fs';
import { isAstNode, isReference } from 'langium';

/** Every mapping of the examples, and those of the language's page. */
export function mappings(): Record<string, string> {
  const files = globSync('examples/**/*.migmap').toSorted();
  const tour = readFileSync('docs/language.md', 'utf8').matchAll(/```migmap\n([\s\S]*?)```/g);
  return {
    ...Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')])),
    ...Object.fromEntries([...tour].map(([, block], index) => [`tour ${index + 1}`, block!])),
  };
}

/** A tree without its text: what a reader of the mapping would say is the same. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (isReference(value)) return value.$refText;
  if (!isAstNode(value)) return value;
  const own = Object.entries(value).filter(([key]) => !key.startsWith('$') || key === '$type');
  return Object.fromEntries(own.map(([key, part]) => [key, shapeOf(part)]));
}
