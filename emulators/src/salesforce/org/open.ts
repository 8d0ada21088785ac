import { standardObjects } from '../objects/all.ts';
import { orgCatalog, recordTypeField, type OrgCatalog } from '../schema/catalog.ts';
import { customField, customFieldProblem } from '../schema/customField.ts';
import { customObject } from '../schema/customObject.ts';
import { discoveredObjects } from '../schema/discovered.ts';
import { objectFacts } from '../schema/facts.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import { openBlobs } from '../../store/blobs.ts';
import { openStore, type Store } from '../store/store.ts';
import { orgDefinition, type OrgDefinition, type OrgInput } from './definition.ts';
import type { Org } from './org.ts';
import { addField } from './addField.ts';
import { seedOrg } from './seed.ts';
import { countRecords } from './storage.ts';

export interface OpenOrgOptions {
  /** SQLite file; the org lives in memory without one. */
  readonly database?: string;
  readonly definition?: OrgInput;
  /** Folder of a discovered schema whose objects are added and whose fields extend the standard ones. */
  readonly schema?: string;
  readonly now?: () => Date;
}

const auditObjects =
  /^(Account|AccountContactRelation|Campaign|CampaignMember|Case|CaseComment|Contact|ContentNote|ContentVersion|Contract|EmailMessage|Lead|Opportunity|Order|Product2|Asset|Task|Event|Attachment|Note|Knowledge__kav)$|__c$/;

/** With the audit permission, who made a record and when may be given while it is inserted. */
function withAuditFields(def: ObjectDef): ObjectDef {
  if (!auditObjects.test(def.name)) return def;
  const open = (f: FieldDef): FieldDef =>
    /^(CreatedDate|CreatedById|LastModifiedDate|LastModifiedById)$/.test(f.name)
      ? { ...f, createable: true }
      : f;
  return { ...def, fields: def.fields.map(open) };
}

function withoutFeatures(definition: OrgDefinition): (def: ObjectDef) => boolean {
  const { features } = definition;
  return ({ name }) =>
    (features.knowledge || !name.startsWith('Knowledge__')) &&
    (features.territories || !name.includes('Territory2')) &&
    (features.teams || !/^(Account|Opportunity)TeamMember$/.test(name)) &&
    (features.contactsToMultipleAccounts || name !== 'AccountContactRelation');
}

function applyPicklists(catalog: OrgCatalog, definition: OrgDefinition): void {
  const targets = new Set([...Object.keys(definition.picklistValues), ...definition.restrictedPicklists]);
  if (definition.stages !== undefined) targets.add('Opportunity.StageName');
  for (const target of targets) {
    const [objectName = '', fieldName = ''] = target.split('.');
    const field = catalog.object(objectName)?.field(fieldName);
    if (field === undefined || !/picklist|combobox/.test(field.type))
      throw new Error(`the org definition gives values of ${target}, which is no picklist of the org`);
    const given =
      target === 'Opportunity.StageName' && definition.stages !== undefined
        ? definition.stages.map((s) => s.name)
        : definition.picklistValues[target];
    const values = given?.map((v) => {
      const { value, label, default: isDefault } = typeof v === 'string' ? { value: v } : { ...v };
      return { value, label: label ?? value, isDefault: isDefault ?? false, active: true };
    });
    catalog.putField(objectName, {
      ...field,
      restricted: field.restricted || definition.restrictedPicklists.includes(target),
      ...(values === undefined
        ? {}
        : { values, defaultValue: values.find((v) => v.isDefault)?.value ?? openDefault(field, values) }),
    });
  }
}

/** A status that is defaulted on create keeps having a default: its old one, or else the first value. */
function openDefault(field: FieldDef, values: readonly { value: string }[]): string | null {
  if (!field.defaultedOnCreate) return null;
  const old = values.find((v) => v.value === field.defaultValue);
  return (old ?? values[0])?.value ?? null;
}

function keptDefinitions(store: Store): { object: string; field: FieldDef }[] {
  store.db.exec(
    'CREATE TABLE IF NOT EXISTS _custom_field (object TEXT, name TEXT, id TEXT, definition TEXT, visible INTEGER, PRIMARY KEY (object, name))',
  );
  return store.db
    .prepare('SELECT object, definition FROM _custom_field WHERE visible = 1')
    .all()
    .map((r) => ({ object: String(r['object']), field: JSON.parse(String(r['definition'])) as FieldDef }));
}

/** Opens (or makes) an org and brings it to what its definition says. */
export async function openOrg(options: OpenOrgOptions = {}): Promise<Org> {
  const definition = orgDefinition.parse(options.definition ?? {});
  let defs = objectFacts(standardObjects).filter(withoutFeatures(definition));
  defs = [...defs, ...definition.customObjects.map((o, i) => customObject(o.name, o.label, o.plural, i))];
  const catalog = orgCatalog(defs);
  if (options.schema !== undefined)
    for (const def of discoveredObjects(options.schema, catalog)) catalog.put(def);
  if (definition.features.auditFields)
    for (const object of catalog.objects()) catalog.put(withAuditFields(object));
  for (const { object } of definition.recordTypes)
    if (catalog.object(object) !== undefined) catalog.putField(object, recordTypeField);

  const store = openStore(options.database ?? ':memory:');
  const blobs = await openBlobs(options.database, 'salesforce');
  for (const object of catalog.objects()) store.ensureTable(object);
  for (const field of definition.customFields) {
    const problem = customFieldProblem(field);
    if (problem !== undefined) throw new Error(`custom field ${field.object}.${field.name}: ${problem}`);
    addField(catalog, store, field.object, customField(field, true));
  }
  for (const { object, field } of keptDefinitions(store)) addField(catalog, store, object, field);
  applyPicklists(catalog, definition);
  const now = options.now ?? (() => new Date());
  const ids = seedOrg({ definition, catalog, store, now });
  return {
    definition,
    catalog,
    store,
    blobs,
    now,
    ids,
    usage: {
      requests: definition.limits.usedApiRequests,
      bulkBatches: 0,
      records: countRecords({ catalog, store }),
    },
    lock: { held: undefined },
    background: { stopped: false, running: new Set() },
  };
}
