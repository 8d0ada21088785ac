/** What the cases of all rules are written with. */
import type { SchemaChange, SchemaDrift } from '@migmap/engine/schema/drift';
import type { MigrationContext } from '@migmap/language/checker';

export interface RuleCase {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  /** The texts marked by this code, in order. */
  readonly marks: readonly string[];
  readonly says?: RegExp;
  readonly severity?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: MigrationContext;
}

export const account = (lines: string) => `map Company -> Account { Name = name ${lines} }`;
export const contact = (lines: string) => `map Contact -> Contact { LastName = last_name ${lines} }`;
export const task = (lines: string) => `map Activity -> Task { ${lines} }`;
export const both = (lines: string) => `${account('')} ${contact(lines)}`;
export const sales = (block: string) =>
  `pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName { ${block} }`;
export const salesOk = sales(
  '"Sales" => "Enterprise" { "New" => "Qualification" "Won" => "Closed Won" "Limbo" => "Qualification" }',
);

export const drifted = (connection: string, changes: readonly SchemaChange[]): SchemaDrift => ({
  formatVersion: 1,
  connection,
  snapshotAt: '2026-01-01T00:00:00Z',
  comparedAt: '2026-01-09T08:00:00Z',
  changes: [...changes],
});
