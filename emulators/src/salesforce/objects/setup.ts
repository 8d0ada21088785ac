/** Record types, sales processes, territories. */
export const setup = `
[RecordType] 012 Record Type | Record Types | cu
  Name string(80) cuf
  DeveloperName string(80) cu "Record Type Name"
  NamespacePrefix string(15) n
  Description string(255) ncu
  BusinessProcessId reference ncu -> BusinessProcess
  SobjectType picklist c "SObject Type Name"
  IsActive boolean u "Active"
  @audit

[BusinessProcess] 019 Business Process | Business Processes | cu
  Name string(80) cuf
  NamespacePrefix string(15) n
  Description string(255) ncu
  TableEnumOrId picklist cr "Entity Enumeration Or ID" = Case | Lead | Opportunity | Solution
  IsActive boolean cu "Active"
  @audit

[Territory2Model] 0MA Territory Model | Territory Models | cud
  Name string(80) cuf
  DeveloperName string(80) cu
  Description textarea(1000) ncu
  State picklist n = Planning | Active | Archived
  ActivatedDate datetime n
  DeactivatedDate datetime n
  @audit

[Territory2Type] 0M5 Territory Type | Territory Types | -
  DeveloperName string(80) -
  MasterLabel string(80) f
  Description string(255) n
  Priority int(9) -
  @audit

[Territory2] 0MI Territory | Territories | cud
  Name string(80) cuf
  DeveloperName string(80) cu
  Territory2TypeId reference cu -> Territory2Type
  Territory2ModelId reference c -> Territory2Model children Territories cascade
  ParentTerritory2Id reference ncu -> Territory2
  Description textarea(1000) ncu
  ForecastUserId reference ncu -> User
  AccountAccessLevel picklist cudr = *Read | Edit | All
  OpportunityAccessLevel picklist cudr = *None | Read | Edit
  CaseAccessLevel picklist cudr = *None | Read | Edit
  ContactAccessLevel picklist ncur = None | Read | Edit
  LastModifiedDate datetime -
  LastModifiedById reference - -> User
  SystemModstamp datetime -

[UserTerritory2Association] 0MS User Territory Association | User Territory Associations | cud
  UserId reference c -> User
  Territory2Id reference c -> Territory2 children UserTerritory2Associations cascade
  IsActive boolean -
  RoleInTerritory2 picklist ncu "Role in Territory" = Owner | Administrator | Sales Rep
  LastModifiedDate datetime n
  LastModifiedById reference n -> User
  SystemModstamp datetime -

[ObjectTerritory2Association] 0MT Object Territory Association | Object Territory Associations | cud
  ObjectId reference c -> Account, Lead
  Territory2Id reference c -> Territory2 children ObjectTerritory2Associations cascade
  AssociationCause picklist cr = Territory2AssignmentRule | *Territory2Manual
  SobjectType string(40) n
  LastModifiedDate datetime -
  LastModifiedById reference - -> User
  SystemModstamp datetime -
  @deleted
`;
