import assert from 'node:assert/strict';
import { ids, type Bench } from './bench.ts';
import type { Harness } from './harness.ts';

/** Declared fields are made where the system can. */
export function contractOfFields(harness: Harness, open: () => Bench): void {
  const { subject } = harness;
  describe('fields', () => {
    let bench: Bench;
    before(() => (bench = open()));
    it('makes declared fields where it says it can, and they take values at once', async function () {
      if (!bench.capabilities.createsFields || !bench.destination.createFields) return this.skip();
      const at = { file: 'a.migmap', line: 1, column: 1 };
      const flags = { externalId: false, unique: false, required: false, at };
      const fields = [
        { name: 'Contract_Text__c', label: 'Contract text', kind: 'text', length: 40, ...flags },
        { name: 'Contract_Day__c', label: 'Contract day', kind: 'date', ...flags },
      ] as const;
      const declared = [{ object: subject.object, create: false, fields }];
      for (const time of ['first', 'second']) {
        const outcomes = await bench.destination.createFields(declared);
        assert.deepEqual(
          outcomes.map((o) => [o.field.name, o.error]),
          fields.map((f) => [f.name, undefined]),
          time,
        );
      }
      const [key = ''] = bench.fresh(1);
      // A system may give them API names of its own; the label is what was asked for.
      const made = (await bench.destination.discover({ objects: [subject.object] })).objects[0]?.fields ?? [];
      const nameOf = ({ name, label }: (typeof fields)[number]) =>
        (made.find((f) => f.name === name) ?? made.find((f) => f.label === label))?.name ?? '';
      const [text, day] = [nameOf(fields[0]), nameOf(fields[1])];
      const values = { [text]: 'there', [day]: '2026-02-03' };
      const one = bench.record(key);
      const results = await bench.destination.write(
        bench.batch(bench.firstChannel, [{ ...one, values: { ...one.values, ...values } }]),
        bench.context,
      );
      const [read] = await bench.destination.read(
        subject.object,
        [...ids(results).values()],
        Object.keys(values),
      );
      assert.deepEqual(read?.values, values);
      assert.equal(made.find((f) => f.name === day)?.kind, 'date');
    });
  });
}
