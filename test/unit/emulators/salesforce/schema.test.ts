import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { objectFacts } from '@migmap/emulators/salesforce/schema/facts';
import { standardObjects } from '@migmap/emulators/salesforce/objects/all';
import type { FieldDef } from '@migmap/emulators/salesforce/schema/types';

const specs = process.env['MIGMAP_SPECS'] ?? '../shared/specs';
const tables = `${specs}/salesforce/field-tables-v64`;
const describes = `${specs}/salesforce/describe`;

interface RecordedField {
  readonly name: string;
  readonly type: string;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly referenceTo?: readonly string[];
  readonly relationshipName?: string | null;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly digits?: number;
  readonly idLookup?: boolean;
  readonly picklistValues?: readonly { readonly value: string; readonly active: boolean }[];
}

const objects = objectFacts(standardObjects);

function recorded(folder: string, suffix: string): [string, Map<string, RecordedField>][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((f) => f.endsWith(suffix))
    .map((file): [string, Map<string, RecordedField>] => {
      const { fields = [] } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as {
        fields?: RecordedField[];
      };
      return [file.slice(0, -suffix.length), new Map(fields.map((f) => [f.name, f]))];
    })
    .filter(([name]) => objects.some((o) => o.name === name));
}

const known = (field: FieldDef) => ({
  type: field.type,
  nillable: field.nillable,
  createable: field.createable,
  updateable: field.updateable,
});

describe('standard objects', () => {
  it('are found', () => assert.ok(objects.length > 50));

  it('point at objects by names that exist, or that no feature of the emulator has', () => {
    const names = new Set(objects.map((o) => o.name));
    const missing = new Set(
      objects.flatMap((o) => o.fields.flatMap((f) => f.referenceTo.filter((t) => !names.has(t)))),
    );
    assert.deepEqual([...missing], []);
  });

  // Salesforce's field reference tells the digits in all and those behind the point.
  const digits: Readonly<Record<string, readonly [number, number]>> = {
    'OpportunityLineItem.Discount': [5, 2],
    'OpportunityLineItem.Quantity': [12, 2],
    'OpportunityLineItem.UnitPrice': [18, 2],
    'Campaign.ExpectedResponse': [10, 2],
    'Campaign.NumberSent': [18, 0],
    'Asset.Quantity': [12, 2],
  };
  for (const [path, expected] of Object.entries(digits))
    it(`${path} has ${expected[0]} digits, ${expected[1]} of them behind the point`, () => {
      const [object, name] = path.split('.');
      const field = objects.find((o) => o.name === object)?.fields.find((f) => f.name === name);
      assert.deepEqual([field?.precision, field?.scale], expected);
    });

  it('hold a whole in every percentage', () => {
    const fields = objects.flatMap((o) => o.fields.map((f) => ({ ...f, at: `${o.name}.${f.name}` })));
    const percentages = fields.filter((f) => f.type === 'percent');
    assert.ok(percentages.length > 3);
    for (const { precision, scale, at } of percentages) assert.ok(precision - scale >= 3, at);
  });

  it('have unique key prefixes, but for notes, which are documents', () => {
    const seen = new Map<string, string>();
    for (const { keyPrefix, name } of objects) {
      const other = seen.get(keyPrefix);
      if (other !== undefined) assert.deepEqual([other, name], ['ContentDocument', 'ContentNote']);
      seen.set(keyPrefix, name);
    }
  });
});

describe('standard objects against recorded field tables (v64)', function () {
  const all = recorded(tables, '.json');
  if (all.length === 0) {
    it(`SKIPPED: no recorded field tables at ${tables}`, function () {
      this.skip();
    });
    return;
  }
  for (const [name, fields] of all) {
    it(`${name}: type and rights of every field`, () => {
      const object = objects.find((o) => o.name === name);
      let compared = 0;
      for (const field of object?.fields ?? []) {
        const real = fields.get(field.name);
        if (real === undefined) continue;
        compared++;
        const { type, nillable, createable, updateable, referenceTo } = real;
        assert.deepEqual(known(field), { type, nillable, createable, updateable }, `${name}.${field.name}`);
        if (referenceTo !== undefined) {
          assert.deepEqual(
            [...field.referenceTo].toSorted(),
            [...referenceTo].toSorted(),
            `${name}.${field.name}`,
          );
          assert.equal(field.relationshipName, real.relationshipName, `${name}.${field.name}`);
        }
      }
      assert.ok(compared > 3, `${compared} fields of ${name} are in both`);
    });

    it(`${name}: whatever the real one needs is there`, () => {
      const object = objects.find((o) => o.name === name);
      const ours = new Set(object?.fields.map((f) => f.name));
      const needed = [...fields.values()].filter(
        (f) => f.createable && !f.nillable && f.type !== 'boolean' && !ours.has(f.name),
      );
      assert.deepEqual(
        needed.map((f) => f.name),
        [],
      );
    });
  }
});

describe('standard objects against recorded describes', function () {
  const all = recorded(describes, '.cumulusci.json');
  if (all.length === 0) {
    it(`SKIPPED: no recorded describes at ${describes}`, function () {
      this.skip();
    });
    return;
  }
  for (const [name, fields] of all) {
    it(`${name}: lengths, digits, look-up keys and standard picklist values`, () => {
      const object = objects.find((o) => o.name === name);
      for (const field of object?.fields ?? []) {
        const real = fields.get(field.name);
        if (real === undefined || field.name === 'Salutation') continue;
        const at = `${name}.${field.name}`;
        const { type } = field;
        if (/string|textarea|phone|url|email|combobox/.test(type))
          assert.equal(field.length, real.length, at);
        if (/double|currency|percent/.test(type))
          assert.deepEqual([field.precision, field.scale], [real.precision, real.scale], at);
        if (type === 'int') assert.equal(field.digits, real.digits, at);
        assert.equal(field.idLookup, real.idLookup, at);
        if (type === 'picklist' && (real.picklistValues?.length ?? 0) > 0)
          assert.deepEqual(
            field.values.map((v) => v.value),
            real.picklistValues?.filter((v) => v.active).map((v) => v.value),
            at,
          );
      }
    });
  }
});
