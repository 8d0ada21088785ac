import { RecordError } from '../../errors.ts';
import { insertRow, updateRow, type SqlValue, type StoredRow } from '../../store/store.ts';
import type { WriteContext } from '../context.ts';
import { blobFacts } from '../blobs.ts';
import type { ObjectRules, WriteStep } from './types.ts';

const missing = (fields: string[]): RecordError =>
  new RecordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

const extensionOf = (name: string): string | null =>
  /\.([A-Za-z0-9]{1,40})$/.exec(name)?.[1]?.toLowerCase() ?? null;

const fileTypes: Readonly<Record<string, string>> = {
  csv: 'CSV',
  doc: 'WORD',
  docx: 'WORD_X',
  gif: 'GIF',
  htm: 'HTML',
  html: 'HTML',
  jpeg: 'JPG',
  jpg: 'JPG',
  md: 'UNKNOWN',
  pdf: 'PDF',
  png: 'PNG',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  snote: 'SNOTE',
  txt: 'TEXT',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
  xml: 'XML',
  zip: 'ZIP',
};

const fileType = (extension: string | null): string =>
  fileTypes[extension ?? ''] ?? (extension === null ? 'UNKNOWN' : extension.toUpperCase().slice(0, 20));

/** A link that the platform makes: the owner's own, and the first place of publication. */
function link(context: WriteContext, document: string, entity: SqlValue, share: string): void {
  if (typeof entity !== 'string' || linkOf(context, document, entity) !== undefined) return;
  insertRow(context.org.store, 'ContentDocumentLink', {
    Id: context.org.store.nextId('06A'),
    ContentDocumentId: document,
    LinkedEntityId: entity,
    ShareType: share,
    Visibility: 'AllUsers',
    SystemModstamp: context.now,
  });
}

function linkOf(context: WriteContext, document: SqlValue, entity: SqlValue): unknown {
  context.org.store.ensureIndex('ContentDocumentLink', 'ContentDocumentId');
  return context.org.store
    .statement(
      'SELECT Id FROM ContentDocumentLink WHERE ContentDocumentId = ? AND LinkedEntityId = ? AND IsDeleted = 0',
    )
    .get(document, entity)?.['Id'];
}

function documentRow(context: WriteContext, row: StoredRow, id: string, version: string): StoredRow {
  const created = row['CreatedDate'] ?? context.now;
  return {
    Id: id,
    Title: row['Title'] ?? null,
    Description: row['Description'] ?? null,
    OwnerId: row['OwnerId'] ?? context.userId,
    PublishStatus: 'P',
    LatestPublishedVersionId: version,
    ContentSize: row['ContentSize'] ?? 0,
    FileType: row['FileType'] ?? null,
    FileExtension: row['FileExtension'] ?? null,
    SharingOption: row['SharingOption'] ?? 'A',
    SharingPrivacy: row['SharingPrivacy'] ?? 'N',
    ContentModifiedDate: created,
    CreatedDate: created,
    CreatedById: row['CreatedById'] ?? context.userId,
    LastModifiedDate: created,
    LastModifiedById: row['LastModifiedById'] ?? context.userId,
    SystemModstamp: context.now,
  };
}

function describeBody({ context, row, before, given }: WriteStep): void {
  const body = row['VersionData'];
  if (before !== undefined) {
    if (given.has('VersionData'))
      throw new RecordError('INVALID_FIELD_FOR_INSERT_UPDATE', 'a new body needs a new version', [
        'VersionData',
      ]);
    return;
  }
  const path = row['PathOnClient'] ?? null;
  if (isLink(row)) {
    Object.assign(row, { FileType: 'LINK', ContentSize: 0, IsLatest: 1, PublishStatus: 'P' });
    row['Title'] ??= row['ContentUrl'] as string;
    return;
  }
  if (typeof body !== 'string') throw missing(['VersionData']);
  if (path === null) throw missing(['PathOnClient']);
  const facts = blobFacts(context.org, body);
  const extension = extensionOf(String(path));
  row['Title'] ??= String(path)
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '');
  row['FileExtension'] = extension;
  row['FileType'] = fileType(extension);
  row['ContentSize'] = facts.bytes;
  row['Checksum'] = facts.md5;
  row['IsLatest'] = 1;
  row['PublishStatus'] = 'P';
}

/** A version that says where its file lies; it has no file of its own. */
function isLink(row: WriteStep['row']): boolean {
  if ((row['ContentUrl'] ?? null) === null) return false;
  const both = ['VersionData', 'PathOnClient'].filter((name) => (row[name] ?? null) !== null);
  if (both.length > 0)
    throw new RecordError('FIELD_INTEGRITY_EXCEPTION', 'A link has neither a body nor a path.', both);
  return true;
}

export const contentVersion: ObjectRules = {
  defaults: ({ context, row, before }) => {
    if (before !== undefined) return;
    const path = row['PathOnClient'] ?? null;
    row['OwnerId'] ??= context.userId;
    if (isLink(row)) return;
    if (row['VersionData'] === undefined || row['VersionData'] === null) throw missing(['VersionData']);
    if (path === null) throw missing(['PathOnClient']);
    row['Title'] ??= String(path).replace(/^.*[/\\]/, '');
  },
  before: (step) => {
    describeBody(step);
    const { context, row, before } = step;
    if (before !== undefined) return;
    const existing = row['ContentDocumentId'] ?? null;
    if (existing !== null && (row['FirstPublishLocationId'] ?? null) !== null)
      throw new RecordError(
        'FIELD_INTEGRITY_EXCEPTION',
        'You can only set FirstPublishLocationId on the first version of a document',
        ['FirstPublishLocationId'],
      );
    row['ContentModifiedDate'] ??= row['CreatedDate'] ?? context.now;
    row['ContentModifiedById'] = row['CreatedById'] ?? context.userId;
    if (existing === null) {
      row['VersionNumber'] = '1';
      row['ContentDocumentId'] = context.org.store.nextId('069');
    } else {
      const { store } = context.org;
      store.ensureIndex('ContentVersion', 'ContentDocumentId');
      const count = store
        .statement('SELECT count(*) AS n FROM ContentVersion WHERE ContentDocumentId = ?')
        .get(existing)?.['n'];
      row['VersionNumber'] = String(Number(count) + 1);
    }
  },
  after: ({ context, id, row, before }) => {
    if (before !== undefined) return;
    const { store } = context.org;
    const doc = String(row['ContentDocumentId']);
    if (row['VersionNumber'] === '1') {
      insertRow(store, 'ContentDocument', documentRow(context, row, doc, id));
      link(context, doc, row['OwnerId'] ?? null, 'I');
      const place = row['FirstPublishLocationId'] ?? null;
      if (place !== row['OwnerId']) link(context, doc, place, 'V');
      return;
    }
    store
      .statement('UPDATE ContentVersion SET IsLatest = 0 WHERE ContentDocumentId = ? AND Id <> ?')
      .run(doc, id);
    updateRow(store, 'ContentDocument', doc, {
      LatestPublishedVersionId: id,
      Title: row['Title'] ?? null,
      ContentSize: row['ContentSize'] ?? 0,
      FileType: row['FileType'] ?? null,
      FileExtension: row['FileExtension'] ?? null,
      LastModifiedDate: context.now,
      SystemModstamp: context.now,
    });
  },
};

export const contentDocumentLink: ObjectRules = {
  before: ({ context, row, before }) => {
    if (before !== undefined) return;
    if (linkOf(context, row['ContentDocumentId'] ?? null, row['LinkedEntityId'] ?? null) !== undefined)
      throw new RecordError(
        'DUPLICATE_VALUE',
        'duplicate value found: <unknown> duplicates value on record with id: <unknown>',
      );
  },
};

/** A note is its document. */
export const contentDocument: ObjectRules = {
  afterDelete: ({ org }, row) => {
    org.store.statement('UPDATE ContentNote SET IsDeleted = 1 WHERE Id = ?').run(String(row['Id']));
  },
};

/** A note is a document whose one version holds the text. */
export const contentNote: ObjectRules = {
  before: ({ context, row }) => {
    if (!context.org.definition.features.notes)
      throw new RecordError('INVALID_TYPE', "sObject type 'ContentNote' is not supported.");
    const body = row['Content'];
    const facts = typeof body === 'string' ? blobFacts(context.org, body) : { bytes: 0, md5: '' };
    row['ContentSize'] = facts.bytes;
    row['FileExtension'] = 'snote';
    row['FileType'] = 'SNOTE';
  },
  after: ({ context, id, row, before }) => {
    const { store } = context.org;
    if (before !== undefined) {
      updateRow(store, 'ContentDocument', id, { Title: row['Title'] ?? null, SystemModstamp: context.now });
      return;
    }
    const version = store.nextId('068');
    const doc = documentRow(context, row, id, version);
    insertRow(store, 'ContentDocument', doc);
    const { Title, OwnerId, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp } =
      doc;
    const shared = {
      Title,
      OwnerId,
      CreatedDate,
      CreatedById,
      LastModifiedDate,
      LastModifiedById,
      SystemModstamp,
    };
    insertRow(store, 'ContentVersion', {
      ...(shared as StoredRow),
      Id: version,
      ContentDocumentId: id,
      PathOnClient: `${String(row['Title'])}.snote`,
      VersionData: row['Content'] ?? null,
      VersionNumber: '1',
      IsLatest: 1,
      FileType: 'SNOTE',
      FileExtension: 'snote',
      ContentSize: row['ContentSize'] ?? 0,
    });
    link(context, id, OwnerId ?? null, 'I');
  },
};

export const attachment: ObjectRules = {
  before: ({ context, row, given }) => {
    if (!given.has('Body') || typeof row['Body'] !== 'string') return;
    const { bytes } = blobFacts(context.org, row['Body']);
    if (bytes > 25 * 1024 * 1024)
      throw new RecordError('FILE_SIZE_LIMIT_EXCEEDED', 'Body: an attachment can have at most 25 MB', [
        'Body',
      ]);
    row['BodyLength'] = bytes;
  },
};
