import type { MigrationContext } from '@migmap/language/host';
import { context } from '../language/check.ts';
import { drifted } from '../language/rule-cases/case.ts';

const migration = 'migration T from oldcrm to newcrm\n';

/** What a discovery settles, by the code of the finding. */
export const discovered: Readonly<
  Record<string, { readonly text: string; readonly known?: MigrationContext }>
> = {
  MM101: { text: `${migration}map Zebra -> Opportunity {\n}\n` },
  MM301: { text: `${migration}fields Contact {\n  a__c : Text(5)\n}\n` },
  MM501: { text: migration, known: {} },
  MM502: { text: migration, known: { ...context, now: new Date('2026-02-15T00:00:00Z') } },
  MM503: {
    text: `${migration}map Company -> Account {\n  Website = domain\n}\n`,
    known: {
      ...context,
      drift: {
        destination: drifted('newcrm', [
          { object: 'Account', field: 'Website', what: 'no longer has the field Website' },
        ]),
      },
    },
  },
};
