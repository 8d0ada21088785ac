import type { AstNode } from 'langium';
import type { Program } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import { isRequired, requiredLine } from './required-lines.ts';
import type { Fix } from './rule.ts';
import { escaped } from './snippet.ts';
import { uriOf } from './text.ts';

/** Writes a map of one object into another, with what that requires, behind a statement. */
export function newMapFix(
  source: string,
  destination: string,
  behind: AstNode,
  program: Program,
): Fix | undefined {
  const end = behind.$cstNode?.range.end;
  const object = program.destinations.object(destination);
  if (!end || !object || object.schema?.createable === false) return undefined;
  const sources = program.sources.object(source)?.fields ?? [];
  const required = object.fields.filter(isRequired).map((field) => requiredLine(field, sources));
  const head = `map ${written(source)} -> ${written(destination)} {`;
  const whole = (start: string, lines: readonly string[]) =>
    `\n${start}\n${lines.map((line) => `  ${line}\n`).join('')}}`;
  return {
    title: `Add map ${source} -> ${destination}`,
    edits: [
      {
        uri: uriOf(behind),
        range: { start: end, end },
        newText: whole(
          head,
          required.map(({ text }) => text),
        ),
        snippet: whole(
          escaped(head),
          required.map((line, index) => line.snippet(index + 1)),
        ),
      },
    ],
  };
}
