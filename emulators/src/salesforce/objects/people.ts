/** Users, roles, groups, the organization, permissions. */
export const people = `
[Organization] 00D Organization | Organizations | u
  Name string(80) uf
  Division string(80) nu
  Street textarea(255) nu
  City string(40) nu
  State string(80) nu "State/Province"
  PostalCode string(20) nu "Zip/Postal Code"
  Country string(80) n
  Phone phone(40) nu
  Fax phone(40) nu
  PrimaryContact string(80) nu
  DefaultLocaleSidKey picklist u "Locale"
  TimeZoneSidKey picklist u "Time Zone"
  LanguageLocaleKey picklist u "Language"
  FiscalYearStartMonth int(9) n "Fiscal Year Starts In"
  OrganizationType picklist n "Edition" = Developer Edition | Enterprise Edition | Unlimited Edition
  NamespacePrefix string(15) n
  InstanceName string(10) n
  IsSandbox boolean -
  TrialExpirationDate datetime n
  IsReadOnly boolean -
  @audit

[User] 005 User | Users | cu
  Username string(80) cukq
  LastName string(80) cu
  FirstName string(40) ncu
  Name string(121) f "Full Name"
  CompanyName string(80) ncu
  Division string(80) ncu
  Department string(80) ncu
  Title string(80) ncu
  Email email(128) cuk
  SenderEmail email(80) ncu "Email Sender Address"
  SenderName string(80) ncu "Email Sender Name"
  Signature textarea(1333) ncu "Email Signature"
  Phone phone(40) ncu
  Fax phone(40) ncu
  MobilePhone phone(40) ncu "Mobile"
  Alias string(8) cu
  CommunityNickname string(40) cudq "Nickname"
  IsActive boolean cu "Active"
  TimeZoneSidKey picklist cu "Time Zone" = America/Los_Angeles | America/New_York | America/Chicago | Europe/London | Europe/Berlin | Asia/Tokyo | GMT
  UserRoleId reference ncu "Role ID" -> UserRole
  LocaleSidKey picklist cu "Locale" = en_US | en_GB | de_DE | fr_FR | ja_JP
  ReceivesInfoEmails boolean cu "Info Emails"
  ReceivesAdminInfoEmails boolean cu "Admin Info Emails"
  EmailEncodingKey picklist cu "Email Encoding" = UTF-8 | ISO-8859-1
  ProfileId reference cu -> Profile
  UserType picklist n = Standard | PowerPartner | CSPLitePortal | CustomerSuccess | PowerCustomerSuccess | CsnOnly | Guest | AutomatedProcess
  StartDay picklist ncu "Start of Day"
  EndDay picklist ncu "End of Day"
  LanguageLocaleKey picklist cu "Language" = en_US | de | es | fr | it | ja | nl_NL | pt_BR
  EmployeeNumber string(20) ncu
  DelegatedApproverId reference ncu -> Group, User
  ManagerId reference ncu -> User
  LastLoginDate datetime n "Last Login"
  LastPasswordChangeDate datetime n "Last Password Change or Reset"
  NumberOfFailedLogins int(9) n "Failed Login Attempts"
  ForecastEnabled boolean cu "Allow Forecasting"
  HasUserVerifiedPhone boolean - "User Verified Mobile Number"
  HasUserVerifiedEmail boolean - "User Verified Email"
  ContactId reference ncu -> Contact
  AccountId reference n -> Account
  Extension phone(40) ncu
  FederationIdentifier string(512) ncu "SAML Federation ID"
  AboutMe textarea(1000) ncu
  FullPhotoUrl url(1024) n "Url for full-sized Photo"
  SmallPhotoUrl url(1024) n "Photo"
  MediumPhotoUrl url(1024) n "Url for medium profile photo"
  DigestFrequency picklist cud "Chatter Email Highlights Frequency" = *D | W | N
  DefaultGroupNotificationFrequency picklist cud "Default Notification Frequency when Joining Groups" = P | D | W | *N
  IsProfilePhotoActive boolean - "Has Profile Photo"
  @address
  @audit
  @viewed

[Profile] 00e Profile | Profile | -
  Name string(255) f
  PermissionsModifyAllData boolean - "Modify All Data"
  PermissionsApiEnabled boolean - "API Enabled"
  UserLicenseId reference n -> UserLicense
  UserType picklist n = Standard | Guest
  Description string(255) n
  @audit

[UserLicense] 100 User License | User Licenses | -
  Name string(255) f
  MasterLabel string(255) n
  Status picklist n = Active | Disabled
  TotalLicenses int(9) -
  UsedLicenses int(9) -
  SystemModstamp datetime -

[UserRole] 00E Role | Role | cud
  Name string(80) cuf
  DeveloperName string(80) ncu
  ParentRoleId reference ncu -> UserRole
  RollupDescription string(80) ncu
  @audit

[Group] 00G Group | Group | cud
  Name string(40) cuf
  DeveloperName string(80) ncu
  RelatedId reference n -> UserRole, User
  Type picklist cr = Regular | Queue | Role | RoleAndSubordinates | Organization
  Email email(255) ncu
  OwnerId reference - -> Organization, User
  DoesSendEmailToMembers boolean cu "Send Email to Members"
  DoesIncludeBosses boolean cu "Include Bosses"
  Description textarea(1333) ncu
  @audit

[GroupMember] 011 Group Member | Group Member | cd
  GroupId reference c -> Group children GroupMembers cascade
  UserOrGroupId reference c -> Group, User as -
  SystemModstamp datetime -

[QueueSobject] 03g Queue Sobject | Queue Sobject | cud
  QueueId reference cu -> Group children QueueSobjects cascade
  SobjectType picklist cu = Case | Lead | Order | Task

[PermissionSet] 0PS Permission Set | Permission Sets | cud
  Name string(80) cuf
  Label string(80) cu
  LicenseId reference nc -> UserLicense as -
  ProfileId reference n -> Profile
  IsOwnedByProfile boolean -
  IsCustom boolean -
  Description string(255) ncu
  PermissionsCreateAuditFields boolean cu "Set Audit Fields upon Record Creation"
  PermissionsBulkApiHardDelete boolean cu "Bulk API Hard Delete"
  PermissionsModifyAllData boolean cu "Modify All Data"
  PermissionsViewAllData boolean cu "View All Data"
  PermissionsEditTask boolean cu "Edit Tasks"
  @audit

[PermissionSetAssignment] 0Pa Permission Set Assignment | Permission Set Assignments | cud
  PermissionSetId reference c -> PermissionSet children Assignments cascade
  AssigneeId reference c -> User children PermissionSetAssignments
  SystemModstamp datetime -

[FieldPermissions] 01k Field Permissions | Field Permissions | cud
  ParentId reference c -> PermissionSet children FieldPerms cascade
  SobjectType string(40) cu
  Field string(300) cu
  PermissionsEdit boolean cu
  PermissionsRead boolean cu
  SystemModstamp datetime -

[ObjectPermissions] 110 Object Permissions | Object Permissions | cud
  ParentId reference c -> PermissionSet children ObjectPerms cascade
  SobjectType string(40) c
  PermissionsCreate boolean cu
  PermissionsRead boolean cu
  PermissionsEdit boolean cu
  PermissionsDelete boolean cu
  PermissionsViewAllRecords boolean cu
  PermissionsModifyAllRecords boolean cu
  SystemModstamp datetime -
`;
