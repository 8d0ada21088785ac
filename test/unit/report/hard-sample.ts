import type { PhaseReport, RunReport } from '@migmap/engine/report/types';
import { phase, sampleReport } from './sample.ts';

const long = 'Unbroken_Name_Of_A_Custom_Object_That_Somebody_Has_Really_Made_In_Some_Org__c';
/** Long, right to left, and without spaces; and a text that reverses what follows it. */
export const names: readonly (readonly [string, string])[] = [
  [long, `${long.slice(0, -3)}_In_Its_Longest_Form__c`],
  ['חברות וארגונים', 'حسابات العملاء'],
  ['顧客企業マスタ', '客戶公司資料'],
  ['Company \u202Eynapmoc', 'Account'],
];

const reasons = [
  'its Company CO-000881 is not in the source, and the mapping says nothing of what then becomes of it',
  'הבעלים אינו משתמש פעיל ביעד',
  '必須項目「会社名」が空のため、登録できません。担当者にご確認ください',
  `FIELD_CUSTOM_VALIDATION_EXCEPTION: ${'x'.repeat(5000)}`,
  'المالك غير موجود في النظام الجديد (owner@example.com)',
];

/** Ten thousand held records by a hundred reasons, in names that break a page that is not made for them. */
export function hardReport(): RunReport {
  const phases = Array.from({ length: 24 }, (_, i): PhaseReport => {
    const [source, destination] = names[i % names.length]!;
    const counts = {
      created: 40_000 + i * 1234,
      updated: 1234,
      unchanged: 98_765,
      merged: 12,
      skipped: 3,
      held: 10_000,
      failed: 1,
    };
    return phase(i + 1, [source, destination], counts, {
      id: `${source}->${destination}#${i}`,
      othersGained: -3,
      destinationBefore: 1_234_567,
      destinationAfter: 1_274_567,
      reasons:
        i > 0
          ? []
          : Array.from({ length: 100 }, (_unused, n) => ({
              state: 'held' as const,
              reason: `${n + 1}. ${reasons[n % reasons.length]}`,
              field: n % 3 ? long : 'OwnerId',
              line: `a/very/long/folder/of/a/mapping/that/is/imported/values-${n}.migmap:${n + 1}`,
              count: 100,
              samples: [1, 2, 3].map((s) => `${long}/${'deep/'.repeat(12)}companies.csv:${s}`),
            })),
    });
  });
  const sum = (state: keyof RunReport['totals']) => phases.reduce((n, p) => n + p.counts[state], 0);
  const { totals } = sampleReport();
  return sampleReport({
    mapping: { name: `Acme ${long}`, file: 'main.migmap', hash: '9f2c4be1d0a7'.repeat(5) + 'abcd' },
    phases,
    totals: Object.fromEntries(
      (Object.keys(totals) as (keyof typeof totals)[]).map((s) => [s, sum(s)]),
    ) as RunReport['totals'],
    owners: {
      matched: 11,
      unmatched: Array.from({ length: 120 }, (_, i) => ({
        email: `${'a.very.long.name.of.somebody.'.repeat(3)}${i}@subsidiary.example.com`,
        records: 1000 - i,
      })),
    },
    warnings: Array.from({ length: 40 }, (_, i) => `${reasons[i % reasons.length]} (${long})`),
    delta: {
      since: '20260301-093000-7f3a',
      counts: { conflicts: 30, listed: 1, deleted: 0, left: 1 },
      conflicts: Array.from({ length: 30 }, (_, i) => ({
        map: 'm',
        object: names[i % names.length]![1],
        id: '001Mm0000000001AAA',
        link: 'https://acme.example/001Mm0000000001AAA',
        field: long,
        kind: 'both' as const,
        sent: reasons[i % reasons.length]!,
        source: reasons[(i + 1) % reasons.length]!,
        destination: 'y'.repeat(900),
        line: 'main.migmap:41',
        at: `${'deep/'.repeat(12)}companies.csv:${i}`,
      })),
      departed: (['listed', 'left'] as const).map((outcome) => ({
        map: 'm',
        object: long,
        id: '001Mm0000000002AAA',
        link: 'https://acme.example/001Mm0000000002AAA',
        at: 'companies.csv:3',
        why: reasons[2]!,
        outcome,
        note: reasons[3]!,
      })),
    },
    verification: {
      at: '2026-03-02T08:00:00.000Z',
      compared: 200,
      sample: 25,
      differing: 3,
      clean: false,
      problems: ['Account: 3 of 25 values of Name differ.', reasons[1]!],
    },
    signoff: {
      by: 'ד״ר עדה לאבלייס',
      at: '2026-03-02T09:00:00.000Z',
      accepted: { why: 'Names were mended by hand.', problems: [] },
    },
    files: { 'held-Company.csv': `/home/somebody/${'folder/'.repeat(30)}held-Company.csv` },
  });
}
