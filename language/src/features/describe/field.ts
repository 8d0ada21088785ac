import type { FieldProfile, ObjectProfile } from '@migmap/engine/schema/profile';
import { readableName } from '@migmap/engine/schema/readable-name';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { traits, typeText } from './type-text.ts';

/** Most picklist values, samples and frequent values that are shown. */
const shown = { values: 12, samples: 5, frequent: 8 };

/** Markdown for a field of a discovered object: signature, label, and what may stand in it. */
export function describeField(object: string, field: FieldSchema): string {
  const parts = [
    code(`${object}.${readableName(field)} : ${[typeText(field), ...traits(field)].join(' ')}`),
    [`**${field.label}**`, field.nativeType && `_${field.nativeType}_`].filter(Boolean).join(' · '),
    field.help,
    field.values &&
      `Values: ${enumerate(
        field.values.map((v) => quote(v.label)),
        shown.values,
      )}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Markdown for what discovery saw in a source field's data. */
export function describeProfile(profile: FieldProfile, { records }: ObjectProfile): string {
  const filled = records - profile.nulls;
  const percent =
    records === 0 ? '' : ` (${((filled / records) * 100).toFixed(filled === records ? 0 : 1)} %)`;
  const facts = [
    `${number(filled)} of ${number(records)} filled${percent}`,
    `${profile.distinctCapped ? 'over ' : ''}${number(profile.distinct)} distinct`,
    profile.longest > 0 && `longest ${number(profile.longest)}`,
    profile.orphans && `${number(profile.orphans)} name no record`,
  ];
  const frequent = profile.values?.map((v) => `${quote(v.value)} ${number(v.count)}`) ?? [];
  const samples = profile.samples.slice(0, shown.samples).map(quote);
  return [
    facts.filter(Boolean).join(' · '),
    frequent.length > 0 ? `Most frequent: ${enumerate(frequent, shown.frequent)}` : '',
    frequent.length === 0 && samples.length > 0 ? `Samples: ${samples.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function code(text: string): string {
  return `\`\`\`migmap\n${text}\n\`\`\``;
}

/** Customers' values are text, never markup. */
function quote(value: string): string {
  const flat = value.replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  return `\`${flat.length > 60 ? `${flat.slice(0, 59)}…` : flat}\``;
}

function enumerate(items: readonly string[], most: number): string {
  const more = items.length - most;
  return items.slice(0, most).join(', ') + (more > 0 ? ` and ${number(more)} more` : '');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
