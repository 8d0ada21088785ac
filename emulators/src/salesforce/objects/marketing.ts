/** Campaigns and their members. */
export const marketing = `
[Campaign] 701 Campaign | Campaigns | cud recordTypes
  Name string(80) cuf
  ParentId reference ncu "Parent Campaign ID" -> Campaign children ChildCampaigns
  Type picklist ncu = Conference | Webinar | Trade Show | Public Relations | Partners | Referral Program | Advertisement | Banner Ads | Direct Mail | Email | Telemarketing | Other
  Status picklist ncu = *Planned | In Progress | Completed | Aborted
  StartDate date ncu
  EndDate date ncu
  ExpectedRevenue currency(18,0) ncu "Expected Revenue in Campaign"
  BudgetedCost currency(18,0) ncu "Budgeted Cost in Campaign"
  ActualCost currency(18,0) ncu "Actual Cost in Campaign"
  ExpectedResponse percent(10,2) ncu "Expected Response (%)"
  NumberSent double(18,0) ncu "Num Sent in Campaign"
  IsActive boolean cu "Active"
  Description textarea(32000) ncu
  NumberOfLeads int(9) - "Leads in Campaign"
  NumberOfConvertedLeads int(9) - "Converted Leads in Campaign"
  NumberOfContacts int(9) - "Contacts in Campaign"
  NumberOfResponses int(9) - "Responses in Campaign"
  NumberOfOpportunities int(9) - "Opportunities in Campaign"
  NumberOfWonOpportunities int(9) - "Won Opportunities in Campaign"
  AmountAllOpportunities currency(18,0) - "Value Opportunities in Campaign"
  AmountWonOpportunities currency(18,0) - "Value Won Opportunities in Campaign"
  OwnerId reference cud -> User
  LastActivityDate date n "Last Activity"
  CampaignMemberRecordTypeId reference ncu "Record Type ID" -> RecordType
  @deleted
  @audit
  @viewed

[CampaignMember] 00v Campaign Member | Campaign Members | cud
  CampaignId reference c -> Campaign children CampaignMembers cascade
  LeadId reference nc -> Lead children CampaignMembers cascade
  ContactId reference nc -> Contact children CampaignMembers cascade
  Status picklist ncu = *Sent | Responded
  HasResponded boolean - "Responded"
  FirstRespondedDate date n
  Salutation picklist n
  Name string(255) n
  FirstName string(40) n
  LastName string(80) n
  Title string(128) n
  Email email(80) n
  Phone phone(40) n
  Fax phone(40) n
  MobilePhone phone(40) n "Mobile"
  Description textarea(32000) n
  DoNotCall boolean -
  HasOptedOutOfEmail boolean - "Email Opt Out"
  HasOptedOutOfFax boolean - "Fax Opt Out"
  LeadSource picklist n
  CompanyOrAccount string(255) n "Company (Account)"
  Type string(40) n
  LeadOrContactId reference n "Related Record ID" -> Contact, Lead
  LeadOrContactOwnerId reference n "Related Record Owner ID" -> Group, User
  @deleted
  @audit

[CampaignMemberStatus] 01Y Campaign Member Status | Campaign Member Statuses | cud
  CampaignId reference c -> Campaign children CampaignMemberStatuses cascade
  Label string(765) cuf
  SortOrder int(9) ncu
  IsDefault boolean cu
  HasResponded boolean cu "Responded"
  @deleted
  @audit
`;
