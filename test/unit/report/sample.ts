import type { PhaseReport, RunReport } from '@migmap/engine/report/types';
import type { RecordState } from '@migmap/engine/run/states';

const none = { created: 0, updated: 0, unchanged: 0, merged: 0, skipped: 0, held: 0, failed: 0 };

export function phase(
  ordinal: number,
  [source, destination]: [string, string],
  counts: Partial<Record<RecordState, number>>,
  more: Partial<PhaseReport> = {},
): PhaseReport {
  const full = { ...none, ...counts };
  return {
    id: `${source}->${destination}`,
    ordinal,
    source,
    destination,
    inScope: Object.values(full).reduce((a, b) => a + b),
    counts: full,
    balanced: true,
    destinationBefore: 0,
    destinationAfter: full.created,
    othersGained: 0,
    linkedInSecondPass: 0,
    milliseconds: 1000 + full.created * 2,
    requests: 4 + Math.ceil(full.created / 200),
    state: 'done',
    writes: { requests: Math.ceil(full.created / 200), bytes: full.created * 420, again: 0 },
    reasons: [],
    flags: [],
    ...more,
  };
}

/** A report with something in every section. */
export function sampleReport(change: Partial<RunReport> = {}): RunReport {
  const phases = [
    phase(
      1,
      ['Company', 'Account'],
      { created: 291, merged: 7, held: 2 },
      {
        linkedInSecondPass: 41,
        reasons: [
          {
            state: 'merged',
            reason: 'same Website as another Company',
            field: 'Website',
            line: 'main.migmap:52',
            count: 7,
            samples: ['companies.csv:18', 'companies.csv:97'],
          },
          {
            state: 'held',
            reason: 'owner u-17 has no user in the destination',
            field: 'OwnerId',
            line: 'main.migmap:60',
            count: 2,
            samples: ['companies.csv:31'],
          },
        ],
      },
    ),
    phase(
      2,
      ['Contact', 'Contact'],
      { created: 1152, updated: 12, merged: 21, held: 14, failed: 1 },
      {
        reasons: [
          {
            state: 'held',
            reason: 'its Company CO-000881 is not in the source',
            field: 'AccountId',
            line: 'main.migmap:79',
            count: 14,
            samples: ['contacts.csv:17', 'contacts.csv:204', 'contacts.csv:611'],
          },
          {
            state: 'failed',
            reason: 'INVALID_EMAIL_ADDRESS: Email: invalid email address: ada@@example',
            field: 'Email',
            line: 'main.migmap:74',
            count: 1,
            samples: ['contacts.csv:901'],
          },
          {
            state: 'merged',
            reason: 'same Email as another Contact',
            field: 'Email',
            line: 'main.migmap:72',
            count: 21,
            samples: ['contacts.csv:44'],
          },
        ],
      },
    ),
    phase(3, ['Lead', 'Lead'], { created: 430, skipped: 12, held: 3 }),
    phase(4, ['Lead', 'Contact'], { created: 55, unchanged: 2 }),
    phase(5, ['Deal', 'Opportunity'], { created: 388, held: 12 }),
    phase(
      6,
      ['Activity', 'Task'],
      { created: 1004, held: 22 },
      { othersGained: 310, destinationAfter: 1314 },
    ),
    phase(
      7,
      ['Activity', 'EmailMessage'],
      { created: 310 },
      { flags: [{ why: 'no assignee: given to the migration user', count: 31 }] },
    ),
    phase(8, ['Attachment', 'ContentVersion'], { created: 86, failed: 2, skipped: 1 }),
  ];
  const totals = { ...none };
  for (const p of phases)
    for (const state of Object.keys(none) as RecordState[]) totals[state] += p.counts[state];
  return {
    formatVersion: 1,
    run: '2026-03-01-0930-7f3a',
    mapping: { name: 'Acme', file: 'main.migmap', hash: '9f2c4be1d0a7'.repeat(5) + 'abcd' },
    source: { connection: 'export', system: 'smartdesk' },
    destination: {
      connection: 'sandbox',
      system: 'salesforce',
      stage: 'sandbox',
      url: 'https://acme.example',
    },
    startedAt: '2026-03-01T09:30:00.000Z',
    endedAt: '2026-03-01T09:31:42.500Z',
    state: 'incomplete',
    gates: [
      { gate: 'schema', state: 'open', open: true, reasons: [] },
      {
        gate: 'owners',
        state: 'closed',
        open: false,
        reasons: ['2 owners without a user'],
        remedy: 'create the users, or run with --hold-unmatched',
      },
    ],
    phases,
    totals,
    sources: [
      { object: 'Company', records: 300, badRows: 0, fate: 'mapped' },
      { object: 'Contact', records: 1200, badRows: 1, fate: 'mapped' },
      { object: 'FlowMembership', records: 150, badRows: 0, fate: 'exported', why: 'flow-membership.csv' },
      {
        object: 'EmailTracking',
        records: 90,
        badRows: 0,
        fate: 'skipped',
        why: 'opens and clicks live in the mail system',
      },
      { object: 'Territory', records: 6, badRows: 0, fate: 'undecided' },
    ],
    owners: {
      matched: 11,
      unmatched: [
        { email: 'gone@example.com', records: 23 },
        { email: 'left@example.com', records: 4 },
      ],
    },
    requests: 181,
    api: {
      requests: 203,
      repeats: 3,
      bytesSent: 1_734_220,
      waits: 2,
      waitedMs: 4100,
      remaining: 14_797,
    },
    warnings: ['Modified times are not kept: the destination sets them itself.'],
    files: {
      'held.csv': 'runs/2026-03-01-0930-7f3a/held.csv',
      'report.json': 'runs/2026-03-01-0930-7f3a/report.json',
    },
    ...change,
  };
}
