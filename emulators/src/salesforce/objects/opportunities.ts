/** Opportunities, their stages, roles, products and teams. */
export const opportunities = `
[Opportunity] 006 Opportunity | Opportunities | cud recordTypes
  AccountId reference ncu -> Account children Opportunities cascade
  IsPrivate boolean cu "Private"
  Name string(120) cukf
  Description textarea(32000) ncu
  StageName picklist cur "Stage" = Prospecting | Qualification | Needs Analysis | Value Proposition | Id. Decision Makers | Perception Analysis | Proposal/Price Quote | Negotiation/Review | Closed Won | Closed Lost
  Amount currency(18,2) ncu
  Probability percent(3,0) ncu "Probability (%)"
  ExpectedRevenue currency(18,2) n "Expected Amount"
  TotalOpportunityQuantity double(18,2) ncu "Quantity"
  CloseDate date cu
  Type picklist ncu "Opportunity Type" = Existing Customer - Upgrade | Existing Customer - Replacement | Existing Customer - Downgrade | New Customer
  NextStep string(255) ncu
  LeadSource picklist ncu = @leadSource
  IsClosed boolean - "Closed"
  IsWon boolean - "Won"
  ForecastCategory picklist r = Omitted | Pipeline | BestCase | MostLikely | Forecast | Closed
  ForecastCategoryName picklist ncur "Forecast Category" = Omitted | Pipeline | Best Case | Commit | Closed
  CampaignId reference ncu -> Campaign
  HasOpportunityLineItem boolean - "Has Line Item"
  Pricebook2Id reference ncu "Price Book ID" -> Pricebook2
  OwnerId reference cud -> User
  LastActivityDate date n "Last Activity"
  PushCount int n
  LastStageChangeDate datetime n
  FiscalQuarter int(8) n
  FiscalYear int(8) n
  Fiscal string(6) n "Fiscal Period"
  ContactId reference nc -> Contact as -
  HasOpenActivity boolean -
  HasOverdueTask boolean -
  @deleted
  @audit
  @viewed

[OpportunityStage] 01J Opportunity Stage | Opportunity Stage | -
  MasterLabel string(255) nf
  ApiName string(255) n "API Name"
  IsActive boolean - "Active"
  SortOrder int(9) n
  IsClosed boolean - "Closed"
  IsWon boolean - "Won"
  ForecastCategory picklist - = Omitted | Pipeline | BestCase | MostLikely | Forecast | Closed
  ForecastCategoryName picklist - "Forecast Category" = Omitted | Pipeline | Best Case | Commit | Closed
  DefaultProbability percent(3,0) n "Probability (%)"
  Description string(255) n
  @audit

[OpportunityContactRole] 00K Opportunity Contact Role | Opportunity Contact Role | cud
  OpportunityId reference c -> Opportunity children OpportunityContactRoles cascade
  ContactId reference cu -> Contact children OpportunityContactRoles cascade
  Role picklist ncu = Business User | Decision Maker | Economic Buyer | Economic Decision Maker | Evaluator | Executive Sponsor | Influencer | Technical Buyer | Other
  IsPrimary boolean cu "Primary"
  @deleted
  @audit

[OpportunityLineItem] 00k Opportunity Product | Opportunity Product | cud
  OpportunityId reference c -> Opportunity children OpportunityLineItems cascade
  SortOrder int(9) ncu
  PricebookEntryId reference nc "Price Book Entry ID" -> PricebookEntry
  Product2Id reference nc "Product ID" -> Product2
  ProductCode string(255) n
  Name string(376) nf "Opportunity Product Name"
  Quantity double(12,2) cu
  TotalPrice currency(18,2) ncu
  UnitPrice currency(18,2) ncu "Sales Price"
  ListPrice currency(18,2) n
  ServiceDate date ncu "Date"
  Description string(255) ncu "Line Description"
  Discount percent(5,2) ncu
  @deleted
  @audit
  @viewed

[OpportunityTeamMember] 00q Opportunity Team Member | Opportunity Team Member | cud
  OpportunityId reference c -> Opportunity children OpportunityTeamMembers cascade
  UserId reference c -> User
  Name string(361) n
  Title string(80) n
  TeamMemberRole picklist ncu "Member Role" = Account Manager | Channel Manager | Executive Sponsor | Lead Qualifier | Pre-Sales Consultant | Sales Manager | Sales Rep
  OpportunityAccessLevel picklist ncu "Opportunity Access" = Read | Edit | All
  @deleted
  @audit
`;
