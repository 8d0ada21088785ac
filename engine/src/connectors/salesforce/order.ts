import type { Companion } from '../capabilities.ts';

/** The order in which a migration fills an org; breaks ties where references leave the order open. */
export const loadOrder: readonly string[] = [
  'Account',
  'Lead',
  'Contact',
  'Opportunity',
  'Case',
  'Product2',
  'Pricebook2',
  'PricebookEntry',
  'OpportunityLineItem',
  'OpportunityContactRole',
  'AccountContactRelation',
  'AccountTeamMember',
  'OpportunityTeamMember',
  'Territory2',
  'UserTerritory2Association',
  'ObjectTerritory2Association',
  'Campaign',
  'CampaignMemberStatus',
  'CampaignMember',
  'Task',
  'Event',
  'EventRelation',
  'EmailMessage',
  'EmailMessageRelation',
  'CaseComment',
  'ContentNote',
  'Note',
  'Knowledge__kav',
  'Folder',
  'EmailTemplate',
  'ContentVersion',
  'ContentDocumentLink',
  'Attachment',
];

/** What the platform makes by itself when one of these is written. */
export const sideEffects: Readonly<Record<string, readonly string[]>> = {
  // The timeline entry of a mail that belongs to no case.
  EmailMessage: ['Task', 'EmailMessageRelation', 'TaskRelation'],
  // A file's document, and its link to the owner or to FirstPublishLocationId.
  ContentVersion: ['ContentDocument', 'ContentDocumentLink'],
  ContentNote: ['ContentDocument', 'ContentVersion', 'ContentDocumentLink'],
  // The invitee that Event.WhoId names, and with shared activities a task's WhoId.
  Event: ['EventRelation'],
  Task: ['TaskRelation'],
  // Contact.AccountId is an account's direct contact.
  Contact: ['AccountContactRelation'],
  // Opportunity.ContactId becomes the primary contact role.
  Opportunity: ['OpportunityContactRole'],
  // The two statuses that every campaign starts with.
  Campaign: ['CampaignMemberStatus'],
};

/** How the records of `sideEffects` and those that they come with point at one another. */
export const companions: readonly Companion[] = [
  { of: 'EmailMessage', object: 'Task', field: 'ActivityId', on: 'record' },
  { of: 'EmailMessage', object: 'EmailMessageRelation', field: 'EmailMessageId', on: 'companion' },
  { of: 'ContentVersion', object: 'ContentDocumentLink', field: 'ContentDocumentId', on: 'both' },
  { of: 'ContentNote', object: 'ContentDocumentLink', field: 'ContentDocumentId', on: 'companion' },
  { of: 'Event', object: 'EventRelation', field: 'EventId', on: 'companion' },
  { of: 'Task', object: 'TaskRelation', field: 'TaskId', on: 'companion' },
  { of: 'Contact', object: 'AccountContactRelation', field: 'ContactId', on: 'companion' },
  { of: 'Opportunity', object: 'OpportunityContactRole', field: 'OpportunityId', on: 'companion' },
  { of: 'Campaign', object: 'CampaignMemberStatus', field: 'CampaignId', on: 'companion' },
];
