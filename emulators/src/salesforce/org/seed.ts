import { makeId } from '../ids.ts';
import type { OrgCatalog } from '../schema/catalog.ts';
import { insertRow, quote, updateRow, type SqlValue, type Store, type StoredRow } from '../store/store.ts';
import type { OrgDefinition } from './definition.ts';
import type { Org } from './org.ts';

interface Seed {
  readonly definition: OrgDefinition;
  readonly catalog: OrgCatalog;
  readonly store: Store;
  readonly now: () => Date;
}

/** The id of the row that has these values; made, or changed, so that it also has `more`. */
type Put = (object: string, key: StoredRow, more?: StoredRow) => string;

function putter({ catalog, store, now }: Seed, me: () => string): Put {
  return (objectName, key, more = {}) => {
    const object = catalog.object(objectName);
    if (object === undefined) throw new Error(`the org has no object ${objectName}`);
    const where = Object.keys(key)
      .map((k) => `${quote(k)} IS ?`)
      .join(' AND ');
    const found = store.db
      .prepare(`SELECT Id FROM ${quote(objectName)} WHERE ${where}`)
      .get(...(Object.values(key) as (string | number)[]))?.['Id'];
    if (typeof found === 'string') {
      updateRow(store, objectName, found, more);
      return found;
    }
    const at = now().toISOString();
    const stamps: Record<string, SqlValue> = {
      CreatedDate: at,
      LastModifiedDate: at,
      SystemModstamp: at,
      CreatedById: me(),
      LastModifiedById: me(),
    };
    const row: StoredRow = { Id: store.nextId(object.keyPrefix) };
    for (const [name, value] of Object.entries(stamps))
      if (object.field(name) !== undefined) row[name] = value;
    insertRow(store, objectName, { ...row, ...key, ...more });
    return String(row['Id']);
  };
}

const forecasts: Readonly<Record<string, string>> = {
  Omitted: 'Omitted',
  Pipeline: 'Pipeline',
  BestCase: 'Best Case',
  Forecast: 'Commit',
  Closed: 'Closed',
};

const standardStages: NonNullable<OrgDefinition['stages']> = [
  { name: 'Prospecting', probability: 10, closed: false, won: false },
  { name: 'Qualification', probability: 10, closed: false, won: false },
  { name: 'Needs Analysis', probability: 20, closed: false, won: false },
  { name: 'Value Proposition', probability: 50, closed: false, won: false, forecast: 'BestCase' },
  { name: 'Id. Decision Makers', probability: 60, closed: false, won: false, forecast: 'BestCase' },
  { name: 'Perception Analysis', probability: 70, closed: false, won: false, forecast: 'BestCase' },
  { name: 'Proposal/Price Quote', probability: 75, closed: false, won: false, forecast: 'BestCase' },
  { name: 'Negotiation/Review', probability: 90, closed: false, won: false, forecast: 'Forecast' },
  { name: 'Closed Won', probability: 100, closed: true, won: true },
  { name: 'Closed Lost', probability: 0, closed: true, won: false },
];

function putStages(put: Put, { definition, store }: Seed): void {
  store.db.exec('UPDATE OpportunityStage SET IsActive = 0');
  (definition.stages ?? standardStages).forEach((stage, order) => {
    const implied = stage.won ? 'Closed' : stage.closed ? 'Omitted' : 'Pipeline';
    const forecast = stage.forecast ?? implied;
    put(
      'OpportunityStage',
      { MasterLabel: stage.name },
      {
        ApiName: stage.name,
        IsActive: 1,
        SortOrder: order + 1,
        IsClosed: stage.closed || stage.won ? 1 : 0,
        IsWon: stage.won ? 1 : 0,
        DefaultProbability: stage.probability,
        ForecastCategory: forecast,
        ForecastCategoryName: forecasts[forecast] ?? 'Pipeline',
      },
    );
  });
}

const bit = (yes: boolean): number => (yes ? 1 : 0);

function putUsers(put: Put, { definition }: Seed): void {
  const profile = (name: string): string =>
    put('Profile', { Name: name }, { UserType: 'Standard', PermissionsApiEnabled: 1 });
  const admin = put(
    'Profile',
    { Name: 'System Administrator' },
    {
      UserType: 'Standard',
      PermissionsApiEnabled: 1,
      PermissionsModifyAllData: 1,
    },
  );
  const shared = {
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    UserType: 'Standard',
    DigestFrequency: 'D',
    DefaultGroupNotificationFrequency: 'N',
  };
  put(
    'User',
    { Username: 'migration@local.example' },
    {
      ...shared,
      Email: 'migration@local.example',
      FirstName: 'Migration',
      LastName: 'User',
      Name: 'Migration User',
      Alias: 'migrate',
      CommunityNickname: 'migration',
      IsActive: 1,
      ProfileId: admin,
    },
  );
  for (const user of definition.users) {
    const parts = user.name.trim().split(/\s+/);
    const last = parts.pop() ?? user.name;
    put(
      'User',
      { Username: user.username ?? user.email },
      {
        ...shared,
        Email: user.email,
        FirstName: parts.join(' ') || null,
        LastName: last,
        Name: user.name,
        Alias: last.slice(0, 8),
        CommunityNickname: (user.username ?? user.email).slice(0, 40),
        IsActive: bit(user.active),
        ProfileId: profile(user.profile),
        UserRoleId: user.role === undefined ? null : put('UserRole', { Name: user.role }),
        FederationIdentifier: user.federationId ?? null,
      },
    );
  }
}

function putRecordTypes(put: Put, { definition, catalog }: Seed): void {
  for (const process of definition.processes)
    put('BusinessProcess', { Name: process.name }, { TableEnumOrId: process.object, IsActive: 1 });
  for (const type of definition.recordTypes) {
    if (catalog.object(type.object) === undefined)
      throw new Error(`the org definition has a record type of ${type.object}, which the org does not have`);
    if (type.process !== undefined && !definition.processes.some((p) => p.name === type.process))
      throw new Error(
        `record type ${type.name} names the sales process ${type.process}, which is not defined`,
      );
    const process =
      type.process === undefined ? null : put('BusinessProcess', { Name: type.process }, { IsActive: 1 });
    put(
      'RecordType',
      { SobjectType: type.object, DeveloperName: type.name },
      { Name: type.label ?? type.name, IsActive: bit(type.active), BusinessProcessId: process },
    );
  }
}

/** Puts in place what every org has and what this org's definition says; running it again changes nothing. */
export function seedOrg(seed: Seed): Org['ids'] {
  const { definition, store } = seed;
  const organization = makeId('00D', 1);
  let me = makeId('005', 1);
  const put = putter(seed, () => me);
  store.atomically(() => {
    putUsers(put, seed);
    me = migrationUser(seed);
    put(
      'Organization',
      { Id: organization },
      {
        Name: definition.name,
        OrganizationType: 'Developer Edition',
        IsSandbox: 0,
        InstanceName: 'LOCAL',
        DefaultLocaleSidKey: 'en_US',
        TimeZoneSidKey: 'GMT',
        LanguageLocaleKey: 'en_US',
      },
    );
    put('Pricebook2', { IsStandard: 1 }, { Name: 'Standard Price Book', IsActive: 1 });
    putStages(put, seed);
    putRecordTypes(put, seed);
    put(
      'Folder',
      { Name: 'Unfiled Public Classic Email Templates', Type: 'Email' },
      { AccessType: 'Public', DeveloperName: 'unfiled_public' },
    );
    for (const queue of definition.queues) {
      const id = put('Group', { Name: queue.name, Type: 'Queue' }, { OwnerId: organization });
      for (const object of queue.objects) put('QueueSobject', { QueueId: id, SobjectType: object });
    }
    if (definition.features.territories) {
      put('Territory2Type', { DeveloperName: 'Region' }, { MasterLabel: 'Region', Priority: 1 });
      put('Territory2Model', { DeveloperName: 'Local' }, { Name: 'Local', State: 'Active' });
    }
  });
  const pricebook = store.db.prepare('SELECT Id FROM Pricebook2 WHERE IsStandard = 1').get()?.['Id'];
  return { organization, migrationUser: me, standardPricebook: String(pricebook) };
}

function migrationUser({ definition, store }: Seed): string {
  const email = definition.runAs ?? 'migration@local.example';
  const id = store.db.prepare('SELECT Id FROM User WHERE Email = ? COLLATE NOCASE').get(email)?.['Id'];
  if (typeof id !== 'string')
    throw new Error(`the org definition runs as ${email}, who is none of its users`);
  return id;
}
