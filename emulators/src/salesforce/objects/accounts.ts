/** Accounts, contacts, leads and what joins them. The line format is described in `../schema/facts.ts`. */
export const accounts = `
[Account] 001 Account | Accounts | cud recordTypes
  MasterRecordId reference n -> Account
  Name string(255) cuf "Account Name"
  Type picklist ncu "Account Type" = Prospect | Customer - Direct | Customer - Channel | Channel Partner / Reseller | Installation Partner | Technology Partner | Other
  ParentId reference ncu "Parent Account ID" -> Account as Parent children ChildAccounts
  Phone phone(40) ncu "Account Phone"
  Fax phone(40) ncu "Account Fax"
  AccountNumber string(40) ncu
  Website url(255) ncu
  PhotoUrl url(255) n "Photo URL"
  Sic string(20) ncu "SIC Code"
  Industry picklist ncu = @industry
  AnnualRevenue currency(18,0) ncu
  NumberOfEmployees int(8) ncu "Employees"
  Ownership picklist ncu = Public | Private | Subsidiary | Other
  TickerSymbol string(20) ncu
  Description textarea(32000) ncu "Account Description"
  Rating picklist ncu "Account Rating" = Hot | Warm | Cold
  Site string(80) ncu "Account Site"
  OwnerId reference cud -> User
  LastActivityDate date n "Last Activity"
  CleanStatus picklist ncur = @clean
  AccountSource picklist ncu = @leadSource
  DunsNumber string(9) ncu "D-U-N-S Number"
  Tradestyle string(255) ncu
  NaicsCode string(8) ncu "NAICS Code"
  NaicsDesc string(120) ncu "NAICS Description"
  YearStarted string(4) ncu
  SicDesc string(80) ncu "SIC Description"
  @address Billing
  @address Shipping
  @deleted
  @audit
  @viewed

[Contact] 003 Contact | Contacts | cud recordTypes
  MasterRecordId reference n -> Contact
  AccountId reference ncu -> Account children Contacts cascade
  LastName string(80) cu
  FirstName string(40) ncu
  Salutation picklist ncu = Mr. | Ms. | Mrs. | Dr. | Prof.
  Name string(121) f "Full Name"
  Phone phone(40) ncu "Business Phone"
  Fax phone(40) ncu "Business Fax"
  MobilePhone phone(40) ncu
  HomePhone phone(40) ncu
  OtherPhone phone(40) ncu
  AssistantPhone phone(40) ncu "Asst. Phone"
  ReportsToId reference ncu -> Contact
  Email email(80) ncuk
  Title string(128) ncu
  Department string(80) ncu
  AssistantName string(40) ncu "Assistant's Name"
  LeadSource picklist ncu = @leadSource
  Birthdate date ncu
  Description textarea(32000) ncu "Contact Description"
  OwnerId reference cud -> User
  HasOptedOutOfEmail boolean cu "Email Opt Out"
  DoNotCall boolean cu
  LastActivityDate date n "Last Activity"
  EmailBouncedReason string(255) ncu
  EmailBouncedDate datetime ncu
  IsEmailBounced boolean -
  PhotoUrl url(255) n "Photo URL"
  CleanStatus picklist ncur = @clean
  IsPriorityRecord boolean - "Important"
  ContactSource picklist ncu "Creation Source"
  @address Mailing
  @address Other
  @deleted
  @audit
  @viewed

[Lead] 00Q Lead | Leads | cud recordTypes
  MasterRecordId reference n -> Lead
  LastName string(80) cu
  FirstName string(40) ncu
  Salutation picklist ncu = Mr. | Ms. | Mrs. | Dr. | Prof. | Mx.
  Name string(121) f "Full Name"
  Title string(128) ncu
  Company string(255) cu
  Phone phone(40) ncu
  MobilePhone phone(40) ncu
  Fax phone(40) ncu
  Email email(80) ncuk
  Website url(255) ncu
  PhotoUrl url(255) n "Photo URL"
  Description textarea(32000) ncu
  LeadSource picklist ncu = @leadSource
  Status picklist cud = *Open - Not Contacted | Working - Contacted | Closed - Converted | Closed - Not Converted
  Industry picklist ncu = @industry
  Rating picklist ncu = Hot | Warm | Cold
  AnnualRevenue currency(18,0) ncu
  NumberOfEmployees int(8) ncu "Employees"
  OwnerId reference cud -> Group, User
  HasOptedOutOfEmail boolean cu "Email Opt Out"
  DoNotCall boolean cu
  IsConverted boolean c "Converted"
  ConvertedDate date n
  ConvertedAccountId reference n -> Account
  ConvertedContactId reference n -> Contact
  ConvertedOpportunityId reference n -> Opportunity
  IsUnreadByOwner boolean cu "Unread By Owner"
  LastActivityDate date n "Last Activity"
  CleanStatus picklist ncur = @clean
  EmailBouncedReason string(255) nu
  EmailBouncedDate datetime nu
  IsPriorityRecord boolean - "Important"
  @address
  @deleted
  @audit
  @viewed

[AccountContactRelation] 07k Account Contact Relationship | Account Contact Relationships | cud
  AccountId reference c -> Account children AccountContactRelations cascade
  ContactId reference c -> Contact children AccountContactRelations cascade
  Roles multipicklist(4099) ncu = Business User | Decision Maker | Economic Buyer | Economic Decision Maker | Evaluator | Executive Sponsor | Influencer | Technical Buyer | Other
  IsDirect boolean - "Direct"
  IsActive boolean cu "Active"
  StartDate date ncu
  EndDate date ncu
  @deleted
  @audit

[AccountTeamMember] 01M Account Team Member | Account Team Members | cud
  AccountId reference c -> Account children AccountTeamMembers cascade
  UserId reference c -> User
  Title string(80) n
  TeamMemberRole picklist ncu "Team Role" = Account Manager | Channel Manager | Executive Sponsor | Lead Qualifier | Pre-Sales Consultant | Sales Manager | Sales Rep
  PhotoUrl url(255) n "Photo URL"
  AccountAccessLevel picklist ncu "Account Access" = Read | Edit | All
  OpportunityAccessLevel picklist ncu "Opportunity Access" = None | Read | Edit
  CaseAccessLevel picklist ncu "Case Access" = None | Read | Edit
  ContactAccessLevel picklist ncu "Contact Access" = None | Read | Edit
  @deleted
  @audit
`;
