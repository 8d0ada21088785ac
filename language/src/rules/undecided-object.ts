import type { Program } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import type { Rule } from './rule.ts';
import { list, plural, uriOf } from './text.ts';

export const undecidedObject: Rule = {
  code: 'MM401',
  name: 'undecided-object',
  severity: 'warning',
  needsWholeText: true,
  *check(program) {
    const migration = program.files[0]?.node.migration;
    if (!migration) return;
    const decided = decidedObjects(program);
    for (const { name } of program.context.source?.index.objects ?? []) {
      if (decided.has(name)) continue;
      const records = program.context.profile?.objects.find((o) => o.object === name)?.records;
      const fields = program.sources.object(name)?.fields.map((field) => field.name) ?? [];
      const amount = records === undefined ? '' : ` (${plural(records, 'record')})`;
      // Behind the imports, which come before every statement.
      const last = program.files[0]!.node.imports.findLast(
        (i) => i.$cstNode!.offset > migration.$cstNode!.offset,
      );
      const end = (last ?? migration).$cstNode?.range.end;
      yield {
        node: migration,
        message: `Nothing is decided about ${name}${amount}: ${list(fields)}. Map it, export it, or skip it with a reason.`,
        fixes: end && [
          {
            title: `Skip ${name}`,
            edits: [
              {
                uri: uriOf(migration),
                range: { start: end, end },
                newText: `\n\nskip ${written(name)} "not needed"`,
              },
            ],
          },
        ],
      };
    }
  },
};

/** Mapped, exported or skipped; users are taken through the owners rule, pipelines through their block. */
export function decidedObjects(program: Program): ReadonlySet<string> {
  return new Set([
    ...program.maps.map((map) => map.sourceName),
    ...program.splits.map((split) => split.sourceName),
    ...program.exports.map((e) => e.sourceName),
    ...program.skips.map((skip) => skip.object),
    ...(program.owners?.source ? [program.owners.source.name] : []),
    ...(program.pipelines.length ? pipelineObjects(program) : []),
  ]);
}

/** An object of the source that only lists the pipelines themselves, which the index has too. */
function pipelineObjects(program: Program): string[] {
  const listed = new Set(program.context.source?.index.pipelines?.map((p) => p.name));
  return (program.context.profile?.objects ?? []).flatMap(({ object, fields }) => {
    const names = fields.find((f) => f.field === 'name')?.values ?? [];
    return names.length && names.every((v) => listed.has(v.value)) ? [object] : [];
  });
}
