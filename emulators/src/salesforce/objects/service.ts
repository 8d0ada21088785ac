/** Cases and knowledge. */
export const service = `
[Case] 500 Case | Cases | cud recordTypes
  MasterRecordId reference n -> Case
  CaseNumber string(30) kaf
  ContactId reference ncu -> Contact children Cases
  AccountId reference ncu -> Account children Cases
  AssetId reference ncu -> Asset children Cases
  ParentId reference ncu "Parent Case ID" -> Case children Cases
  SuppliedName string(80) ncu "Name"
  SuppliedEmail email(80) ncu "Email Address"
  SuppliedPhone string(40) ncu "Phone"
  SuppliedCompany string(80) ncu "Company"
  Type picklist ncu "Case Type" = Question | Problem | Feature Request
  Status picklist ncu = *New | Working | Escalated | Closed
  Reason picklist ncu "Case Reason" = Installation | Equipment Complexity | Performance | Breakdown | Equipment Design | Feedback | Other
  Origin picklist ncu "Case Origin" = Phone | Email | Web
  Subject string(255) ncu
  Priority picklist ncu = High | *Medium | Low
  Description textarea(32000) ncu
  IsClosed boolean - "Closed"
  ClosedDate datetime n
  IsEscalated boolean cu "Escalated"
  OwnerId reference cud -> Group, User
  ContactPhone phone(40) n
  ContactMobile phone(40) n
  ContactEmail email(80) n
  ContactFax phone(40) n
  Comments textarea(4000) ncu "Internal Comments"
  @deleted
  @audit
  @viewed

[CaseComment] 00a Case Comment | Case Comments | cud
  ParentId reference c -> Case children CaseComments cascade
  IsPublished boolean cu "Published"
  CommentBody textarea(4000) ncu "Body"
  CommentBodyRichtext textarea(4000) ncu "Rich-Text Body"
  @deleted
  @audit

[Knowledge__ka] kA0 Knowledge Article | Knowledge Articles | d
  ArticleNumber string(30) af
  CaseAssociationCount int(9) n
  MasterLanguage picklist -
  LastPublishedDate datetime n
  ArchivedDate datetime n
  ArchivedById reference n -> User
  FirstPublishedDate datetime n
  @deleted
  @audit

[Knowledge__kav] ka0 Knowledge | Knowledge | cud recordTypes
  KnowledgeArticleId reference nc -> Knowledge__ka as KnowledgeArticle
  Title string(255) cuf
  UrlName string(255) ncu "URL Name"
  Summary textarea(1000) ncu
  Language picklist cudr = *en_US | de | es | fr | it | ja | nl_NL | pt_BR
  PublishStatus picklist nur "Publication Status" = Draft | Online | Archived
  ArticleNumber string(30) n
  VersionNumber int(9) n
  IsLatestVersion boolean -
  IsMasterLanguage boolean -
  IsVisibleInApp boolean cu "Visible In Internal App"
  IsVisibleInPkb boolean cu "Visible In Public Knowledge Base"
  IsVisibleInCsp boolean cu "Visible to Customer"
  IsVisibleInPrm boolean cu "Visible to Partner"
  ValidationStatus picklist ncu = Validated | *Not Validated
  ArticleCreatedDate datetime n
  ArticleCreatedById reference n -> User
  FirstPublishedDate datetime n
  LastPublishedDate datetime n
  ArchivedDate datetime n
  ArchivedById reference n -> User
  OwnerId reference cud -> User
  @deleted
  @audit
  @viewed
`;
