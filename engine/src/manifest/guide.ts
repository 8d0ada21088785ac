/** The manifest as a step-by-step guide for whoever administers the destination. Markdown. */
import { readableName } from '../schema/readable-name.ts';
import type { ManifestEntry, ManifestReport } from './types.ts';

const marks: Readonly<Record<ManifestEntry['state'], string>> = {
  present: '[x]',
  missing: '[ ]',
  different: '[ ]',
  unknown: '[ ]',
};

export function manifestGuide({ mapping, destination, entries }: ManifestReport): string {
  const open = entries.filter((entry) => entry.state !== 'present').length;
  const age = destination.discoveredAt
    ? `As of the schema discovered at ${destination.discoveredAt}.`
    : 'The destination was not discovered yet, so nothing is known of what it has.';
  const lines = [
    `# ${mapping}: what ${destination.system} needs before the load`,
    '',
    `${entries.length} entries, ${open} to do. ${age} Tick a line when it is done, then discover the destination again.`,
  ];
  for (const object of new Set(entries.map((entry) => entry.object))) {
    lines.push('', `## ${object}`, '');
    lines.push(
      ...entries
        .filter((entry) => entry.object === object)
        .map((entry) => `- ${marks[entry.state]} ${step(entry)}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function step(entry: ManifestEntry): string {
  const what = instruction(entry);
  if (entry.state === 'present') return `${what}: present`;
  const problem = entry.problem === undefined ? '' : `; ${entry.problem}`;
  if (entry.state === 'different') return `${what}: **different**, ${entry.differences.join(', ')}${problem}`;
  return `${what}${entry.state === 'missing' ? ': **missing**' : ''}${problem}`;
}

function instruction(entry: ManifestEntry): string {
  const label = entry.label ? ` “${entry.label}”` : '';
  switch (entry.what) {
    case 'object':
      return `Object \`${entry.name}\`${label}`;
    case 'pipeline':
      return `Pipeline “${entry.name}” (\`${entry.field}\`)`;
    case 'stage': {
      const at = entry.probability === undefined ? '' : ` at ${entry.probability} %`;
      return `Stage “${entry.name}”${at} in pipeline “${entry.pipeline}” (\`${entry.field}\`)`;
    }
    case 'field': {
      const marksOfField = [
        entry.externalId && 'external id',
        entry.unique && 'unique',
        entry.required && 'required',
      ];
      const traits = [entry.nativeType ?? entry.kind, ...marksOfField].filter(Boolean).join(', ');
      const values = entry.values?.length ? `; values: ${entry.values.map((v) => `“${v}”`).join(', ')}` : '';
      const name = readableName(entry);
      // A made-up name is nothing that a person could type.
      const called = name === entry.name ? `\`${name}\`${label}` : label.trim();
      return `Field ${called}: ${traits}${values}`;
    }
  }
}
