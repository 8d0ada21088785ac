import type { ObjectProfile } from '@migmap/engine/schema/profile';
import type { ObjectView } from '../../schema/views.ts';
import { code } from './field.ts';

/** Markdown for an object: how big it is, and what it cannot do without. */
export function describeObject(object: ObjectView, profile: ObjectProfile | undefined): string {
  const fields = object.fields.length;
  const required = object.fields.filter((f) => f.required && f.createable).map((f) => `\`${f.name}\``);
  const facts = [
    `**${object.label}**`,
    `${fields.toLocaleString('en-US')} fields`,
    profile && `${profile.records.toLocaleString('en-US')} records`,
    profile && profile.badRows > 0 && `${profile.badRows.toLocaleString('en-US')} rows that cannot be read`,
  ];
  return [
    code(object.name),
    facts.filter(Boolean).join(' · '),
    required.length > 0 && `Required: ${required.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
