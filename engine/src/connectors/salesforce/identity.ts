/** By which written fields together a record of an object is known again when it carries no key of ours. */
interface Identity {
  /** All of these must be written. */
  readonly all: readonly string[];
  /** At least one of these, and every one that is written counts. */
  readonly any?: readonly string[];
  /** Count where they are written. */
  readonly also?: readonly string[];
}

/** In order of preference. Objects that are not listed have no identity of their own: give them a key field. */
const identities: Readonly<Record<string, readonly Identity[]>> = {
  AccountContactRelation: [{ all: ['AccountId', 'ContactId'] }],
  AccountTeamMember: [{ all: ['AccountId', 'UserId'] }],
  Attachment: [{ all: ['ParentId', 'Name'] }],
  CampaignMember: [{ all: ['CampaignId'], any: ['ContactId', 'LeadId'] }],
  CampaignMemberStatus: [{ all: ['CampaignId', 'Label'] }],
  // Salesforce does not filter on a comment's text, so it is compared after reading the comments of the case.
  CaseComment: [{ all: ['ParentId', 'CommentBody'] }],
  ContentDocumentLink: [{ all: ['ContentDocumentId', 'LinkedEntityId'] }],
  // Notes called "Note" are many: the words of the text tell them apart.
  ContentNote: [{ all: ['Title', 'Content'], also: ['CreatedDate', 'OwnerId'] }],
  ContentVersion: [{ all: ['PathOnClient', 'FirstPublishLocationId'], also: ['Title', 'CreatedDate'] }],
  EmailMessage: [
    { all: ['MessageIdentifier'] },
    {
      all: ['MessageDate', 'Subject'],
      any: ['FromAddress', 'ToAddress', 'RelatedToId', 'ParentId'],
      also: ['Incoming'],
    },
  ],
  EmailMessageRelation: [{ all: ['EmailMessageId', 'RelationType'], any: ['RelationId', 'RelationAddress'] }],
  EmailTemplate: [{ all: ['DeveloperName'] }],
  EventRelation: [{ all: ['EventId', 'RelationId'] }],
  FieldPermissions: [{ all: ['ParentId', 'Field'] }],
  Folder: [{ all: ['DeveloperName'] }],
  Knowledge__kav: [{ all: ['UrlName'], also: ['Language'] }],
  Note: [{ all: ['ParentId', 'Title', 'Body'] }],
  ObjectTerritory2Association: [{ all: ['ObjectId', 'Territory2Id'] }],
  OpportunityContactRole: [{ all: ['OpportunityId', 'ContactId'], also: ['Role'] }],
  OpportunityTeamMember: [{ all: ['OpportunityId', 'UserId'] }],
  PricebookEntry: [{ all: ['Pricebook2Id', 'Product2Id'], also: ['CurrencyIsoCode'] }],
  TaskRelation: [{ all: ['TaskId', 'RelationId'] }],
  Territory2: [{ all: ['DeveloperName'] }],
  User: [{ all: ['Username'] }],
  UserTerritory2Association: [{ all: ['UserId', 'Territory2Id'] }],
};

export function naturalIdentity(object: string, provided: readonly string[]): readonly string[] | undefined {
  const has = new Set(provided);
  for (const identity of identities[object] ?? []) {
    if (!identity.all.every((f) => has.has(f))) continue;
    const any = (identity.any ?? []).filter((f) => has.has(f));
    if (identity.any && any.length === 0) continue;
    return [...identity.all, ...any, ...(identity.also ?? []).filter((f) => has.has(f))];
  }
  return undefined;
}
