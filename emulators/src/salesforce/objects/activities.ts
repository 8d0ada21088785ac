/** Tasks, events, mail and mail templates. */
const related =
  'Account, Asset, Campaign, Case, Contract, Opportunity, Order, Product2, AccountContactRelation, Knowledge__kav';

export const activities = `
[Task] 00T Task | Tasks | cud recordTypes activity
  WhoId reference ncu "Name ID" -> Contact, Lead as Who children Tasks cascade
  WhatId reference ncu "Related To ID" -> ${related} as What children Tasks cascade
  Subject combobox(255) ncuf = Call | Email | Send Letter | Send Quote | Other
  ActivityDate date ncu "Due Date Only"
  Status picklist cud = *Not Started | In Progress | Completed | Waiting on someone else | Deferred
  Priority picklist cud = High | *Normal | Low
  IsHighPriority boolean - "High Priority"
  OwnerId reference cud "Assigned To ID" -> Group, User
  Description textarea(32000) ncu
  AccountId reference n -> Account
  IsClosed boolean - "Closed"
  IsArchived boolean - "Archived"
  CallDurationInSeconds int(8) ncu "Call Duration"
  CallType picklist ncu = Internal | Inbound | Outbound
  CallDisposition string(255) ncu "Call Result"
  CallObject string(255) ncu "Call Object Identifier"
  ReminderDateTime datetime ncu "Reminder Date/Time"
  IsReminderSet boolean cu "Reminder Set"
  RecurrenceActivityId reference n -> Task
  IsRecurrence boolean c "Create Recurring Series of Tasks"
  RecurrenceStartDateOnly date ncu "Recurrence Start"
  RecurrenceEndDateOnly date ncu "Recurrence End"
  RecurrenceTimeZoneSidKey picklist ncu "Recurrence Time Zone"
  RecurrenceType picklist ncu
  RecurrenceInterval int(9) ncu
  RecurrenceDayOfWeekMask int(9) ncu "Recurrence Day of Week Mask"
  RecurrenceDayOfMonth int(9) ncu "Recurrence Day of Month"
  RecurrenceInstance picklist ncu
  RecurrenceMonthOfYear picklist ncu "Recurrence Month of Year"
  RecurrenceRegeneratedType picklist ncu "Repeat This Task"
  TaskSubtype picklist ncr = *Task | Email | ListEmail | Cadence | Call | LinkedIn
  CompletedDateTime datetime n "Completed Date/Time"
  @deleted
  @audit

[Event] 00U Event | Events | cud recordTypes activity
  WhoId reference ncu "Name ID" -> Contact, Lead as Who children Events cascade
  WhatId reference ncu "Related To ID" -> ${related} as What children Events cascade
  Subject combobox(255) ncuf = Call | Email | Meeting | Send Letter/Quote | Other
  Location string(255) ncu
  IsAllDayEvent boolean cu "All-Day Event"
  ActivityDateTime datetime ncu "Due Date Time"
  ActivityDate date ncu "Due Date Only"
  DurationInMinutes int(8) ncu "Duration"
  StartDateTime datetime ncu
  EndDateTime datetime ncu
  EndDate date n
  Description textarea(32000) ncu
  AccountId reference n -> Account
  OwnerId reference cud "Assigned To ID" -> User
  IsPrivate boolean cu "Private"
  ShowAs picklist ncur "Show Time As" = *Busy | OutOfOffice | Free
  IsChild boolean -
  IsGroupEvent boolean -
  GroupEventType picklist n = 0 | 1 | 2
  IsArchived boolean - "Archived"
  RecurrenceActivityId reference n -> Event
  IsRecurrence boolean c "Create Recurring Series of Events"
  RecurrenceStartDateTime datetime ncu "Recurrence Start"
  RecurrenceEndDateOnly date ncu "Recurrence End"
  RecurrenceTimeZoneSidKey picklist ncu "Recurrence Time Zone"
  RecurrenceType picklist ncu
  RecurrenceInterval int(9) ncu
  RecurrenceDayOfWeekMask int(9) ncu "Recurrence Day of Week Mask"
  RecurrenceDayOfMonth int(9) ncu "Recurrence Day of Month"
  RecurrenceInstance picklist ncu
  RecurrenceMonthOfYear picklist ncu "Recurrence Month of Year"
  ReminderDateTime datetime ncu "Reminder Date/Time"
  IsReminderSet boolean cu "Reminder Set"
  EventSubtype picklist ncr = *Event
  @deleted
  @audit

[EventRelation] 0RE Event Relation | Event Relations | cud
  RelationId reference c -> Contact, Lead, User children EventRelations cascade
  EventId reference c -> Event children EventRelations cascade
  Status picklist ncur = *New | Declined | Accepted | Uninvited | Maybe
  RespondedDate datetime ncu "Response Date"
  Response string(255) ncu
  @deleted
  @audit

[TaskRelation] 0RT Task Relation | Task Relations | cud
  RelationId reference c -> Contact, Lead children TaskRelations cascade
  TaskId reference c -> Task children TaskRelations cascade
  IsWhat boolean c
  @deleted
  @audit

[EmailMessage] 02s Email Message | Email Messages | cud
  ParentId reference nc "Case ID" -> Case children EmailMessages cascade
  ActivityId reference nc -> Task
  TextBody textarea(131072) ncu
  HtmlBody textarea(131072) ncu "HTML Body"
  Headers textarea(32000) ncu
  Subject string(3000) ncu
  Name string(255) f "Email Message Name"
  FromName string(1000) ncu
  FromAddress email(1000) ncu
  ToAddress string(4000) ncu
  CcAddress string(4000) ncu "CC Address"
  BccAddress string(4000) ncu "BCC Address"
  Incoming boolean c "Is Incoming"
  HasAttachment boolean -
  Status picklist cudr = *0:New | 1:Read | 2:Replied | 3:Sent | 4:Forwarded | 5:Draft
  MessageDate datetime ncu
  ReplyToEmailMessageId reference ncu "Email Message ID" -> EmailMessage
  IsExternallyVisible boolean -
  MessageIdentifier string(765) ncu "Message ID"
  ThreadIdentifier string(765) ncu "Thread ID"
  FromId reference nc -> Contact, Lead, User as -
  IsClientManaged boolean c
  RelatedToId reference ncu -> ${related} children EmailMessages
  IsTracked boolean cu
  IsOpened boolean - "Opened?"
  FirstOpenedDate datetime ncu "First Opened"
  LastOpenedDate datetime ncu "Last Opened"
  IsBounced boolean cu "Bounced?"
  EmailTemplateId reference ncu -> EmailTemplate
  AutomationType picklist nc
  @deleted
  @audit

[EmailMessageRelation] 0EM Email Message Relation | Email Message Relations | cd
  EmailMessageId reference c -> EmailMessage children EmailMessageRelations cascade
  RelationId reference ncu -> Contact, Lead, User children EmailMessageRelations
  RelationType picklist cr = ToAddress | CcAddress | BccAddress | FromAddress | OtherAddress
  RelationAddress string(320) nc
  RelationObjectType string(255) n
  CreatedDate datetime -
  CreatedById reference - -> User
  SystemModstamp datetime -
  @deleted

[Folder] 00l Folder | Folders | cud
  Name string(80) ncuf
  DeveloperName string(80) ncu "Folder Unique Name"
  AccessType picklist cur = Public | Hidden | Shared
  IsReadonly boolean cu "Read Only"
  Type picklist cr = Document | Email | Report | Dashboard | EmailTemplate
  NamespacePrefix string(15) n
  @audit

[EmailTemplate] 00X Email Template | Email Templates | cud
  Name string(80) cuf "Email Template Name"
  DeveloperName string(80) cu "Template Unique Name"
  NamespacePrefix string(15) n
  OwnerId reference cud -> User
  FolderId reference cu -> Folder, Organization, User as -
  FolderName string(255) n
  TemplateStyle picklist cr = none | freeForm | formalLetter | promotionRight | promotionLeft | newsletter | products
  IsActive boolean cu "Available For Use"
  TemplateType picklist cr = text | html | custom | visualforce
  Encoding picklist ncur = UTF-8 | ISO-8859-1 | Shift_JIS | ISO-2022-JP | EUC-JP | ks_c_5601-1987 | Big5 | GB2312
  Description textarea(4000) ncu
  Subject string(1000) ncu
  HtmlValue textarea(384000) ncu "HTML Value"
  Body textarea(384000) ncu "Email Body"
  TimesUsed int(9) n
  LastUsedDate datetime n
  ApiVersion double(18,1) ncu "API Version"
  Markup textarea(1048576) ncu
  UiType picklist ncr "UI Type" = *Aloha | SFX | SFX_Sample
  RelatedEntityType string(255) ncu
  @audit
`;
