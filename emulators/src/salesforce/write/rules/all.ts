import { accountContactRelation, account, contact } from './accounts.ts';
import { event, eventRelation, task } from './activities.ts';
import { attachment, contentDocument, contentDocumentLink, contentNote, contentVersion } from './files.ts';
import { knowledge } from './knowledge.ts';
import { emailMessage, emailMessageRelation } from './mail.ts';
import { campaign, campaignMember } from './marketing.ts';
import { lead, user } from './names.ts';
import { opportunity } from './opportunities.ts';
import { opportunityLineItem, pricebookEntry } from './products.ts';
import { caseRules } from './service.ts';
import { fieldPermissions } from './setup.ts';
import type { ObjectRules } from './types.ts';

const rules: Readonly<Record<string, ObjectRules>> = {
  Account: account,
  AccountContactRelation: accountContactRelation,
  Attachment: attachment,
  Campaign: campaign,
  CampaignMember: campaignMember,
  Case: caseRules,
  Contact: contact,
  ContentDocument: contentDocument,
  ContentDocumentLink: contentDocumentLink,
  ContentNote: contentNote,
  ContentVersion: contentVersion,
  EmailMessage: emailMessage,
  EmailMessageRelation: emailMessageRelation,
  Event: event,
  EventRelation: eventRelation,
  FieldPermissions: fieldPermissions,
  Knowledge__kav: knowledge,
  Lead: lead,
  Opportunity: opportunity,
  OpportunityLineItem: opportunityLineItem,
  PricebookEntry: pricebookEntry,
  Task: task,
  User: user,
};
const none: ObjectRules = {};

export const rulesOf = (object: string): ObjectRules => rules[object] ?? none;
