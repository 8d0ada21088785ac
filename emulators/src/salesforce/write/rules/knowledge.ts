import { RecordError } from '../../errors.ts';
import { insertRow, updateRow } from '../../store/store.ts';
import type { ObjectRules, WriteStep } from './types.ts';

const missing = (field: string): RecordError =>
  new RecordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${field}]`, [field]);

function startVersion({ context, row }: WriteStep): void {
  const { store } = context.org;
  if ((row['UrlName'] ?? null) === null) throw missing('UrlName');
  const taken = store
    .statement(
      "SELECT Id FROM Knowledge__kav WHERE UrlName = ? AND Language = ? AND IsDeleted = 0 AND PublishStatus <> 'Archived' LIMIT 1",
    )
    .get(String(row['UrlName']), String(row['Language']));
  if (taken !== undefined)
    throw new RecordError(
      'DUPLICATE_VALUE',
      `Duplicate value found: UrlName duplicates value on record with id: ${String(taken['Id']).slice(0, 15)}`,
      ['UrlName'],
    );
  const number = Number(store.statement('SELECT count(*) AS n FROM Knowledge__ka').get()?.['n'] ?? 0) + 1000;
  const article = row['KnowledgeArticleId'] ?? null;
  row['ArticleNumber'] ??= String(number).padStart(9, '0');
  if (article === null) row['KnowledgeArticleId'] = store.nextId('kA0');
  Object.assign(row, {
    PublishStatus: 'Draft',
    VersionNumber: 0,
    IsLatestVersion: 1,
    IsMasterLanguage: 1,
    ArticleCreatedDate: row['CreatedDate'] ?? context.now,
    ArticleCreatedById: row['CreatedById'] ?? context.userId,
  });
  if (article !== null) return;
  insertRow(store, 'Knowledge__ka', {
    Id: row['KnowledgeArticleId'] ?? null,
    ArticleNumber: row['ArticleNumber'] ?? null,
    MasterLanguage: row['Language'] ?? null,
    CreatedDate: row['CreatedDate'] ?? context.now,
    CreatedById: row['CreatedById'] ?? context.userId,
    LastModifiedDate: context.now,
    LastModifiedById: context.userId,
    SystemModstamp: context.now,
  });
}

/** Draft → Online → Archived; the content of a published version stands still. */
function changeStatus({ context, row, before, given }: WriteStep): void {
  const from = String(before?.['PublishStatus']);
  const to = String(row['PublishStatus']);
  const { now, userId, org } = context;
  if (from !== 'Draft') {
    const refused = [...given].filter((f) => f !== 'PublishStatus');
    if (refused.length > 0)
      throw new RecordError(
        'INSUFFICIENT_ACCESS_OR_READONLY',
        `Only a draft can be edited: ${refused.join(', ')}`,
        refused,
      );
  }
  if (from === to) return;
  if (!(from === 'Draft' && to === 'Online') && !(from === 'Online' && to === 'Archived'))
    throw new RecordError('INVALID_STATUS', `An article cannot go from ${from} to ${to}`, ['PublishStatus']);
  const article = String(row['KnowledgeArticleId']);
  if (to === 'Online') {
    row['VersionNumber'] = Number(row['VersionNumber']) + 1;
    row['FirstPublishedDate'] ??= now;
    row['LastPublishedDate'] = now;
    updateRow(org.store, 'Knowledge__ka', article, {
      LastPublishedDate: now,
      FirstPublishedDate: row['FirstPublishedDate'],
    });
  } else {
    row['ArchivedDate'] = now;
    row['ArchivedById'] = userId;
    updateRow(org.store, 'Knowledge__ka', article, { ArchivedDate: now, ArchivedById: userId });
  }
}

export const knowledge: ObjectRules = {
  before: (step) => (step.before === undefined ? startVersion(step) : changeStatus(step)),
  /** An article goes with its last version. */
  afterDelete: ({ org }, row) => {
    const article = String(row['KnowledgeArticleId']);
    const left = org.store
      .statement('SELECT 1 FROM Knowledge__kav WHERE KnowledgeArticleId = ? AND IsDeleted = 0 LIMIT 1')
      .get(article);
    if (left === undefined)
      org.store.statement('UPDATE Knowledge__ka SET IsDeleted = 1 WHERE Id = ?').run(article);
  },
};
