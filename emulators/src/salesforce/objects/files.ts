/** Files, notes and attachments. */
const parents =
  'Account, Asset, Campaign, Case, Contact, Contract, EmailMessage, Event, Lead, Opportunity, Order, Product2, Task';

export const files = `
[ContentDocument] 069 Content Document | Content Document | ud
  CreatedById reference - -> User
  CreatedDate datetime - "Created"
  LastModifiedById reference - -> User
  LastModifiedDate datetime -
  IsArchived boolean u
  ArchivedById reference n "User ID" -> User
  ArchivedDate date n
  OwnerId reference u -> User
  SystemModstamp datetime -
  Title string(255) uf
  PublishStatus picklist - = P | R | U
  LatestPublishedVersionId reference n -> ContentVersion
  Description textarea(1000) nu
  ContentSize int(9) n "Size"
  FileType string(20) n
  FileExtension string(40) n
  SharingOption picklist nu "Prevent others from sharing and unsharing" = A | R
  SharingPrivacy picklist nu "File Privacy on Records" = N | P
  ContentModifiedDate datetime n
  IsInternalOnly boolean u
  @deleted
  @viewed

[ContentVersion] 068 Content Version | Content Versions | cu
  ContentDocumentId reference cd "ContentDocument ID" -> ContentDocument children ContentVersions cascade
  IsLatest boolean -
  ContentBodyId reference nc
  VersionNumber string(20) n
  Title string(255) cudf
  Description textarea(1000) ncu
  ReasonForChange string(1000) ncu
  SharingOption picklist cudr "Prevent others from sharing and unsharing" = *A | R
  SharingPrivacy picklist cudr "File Privacy on Records" = *N | P
  PathOnClient string(500) nc
  ContentModifiedDate datetime nc
  ContentModifiedById reference n "User ID" -> User
  OwnerId reference cud -> User
  TagCsv textarea(2000) ncu "Tags"
  FileType string(20) -
  PublishStatus picklist - = P | R | U
  VersionData base64 ncu
  ContentUrl url(1300) ncu "Content URL"
  ContentSize int(9) n "Size"
  FileExtension string(40) n
  FirstPublishLocationId reference nc -> ${parents}, ContentWorkspace, User as -
  Origin picklist cdr "Content Origin" = *C | H
  ContentLocation picklist cdr = *S | E | L
  TextPreview string(255) n
  Checksum string(50) n
  IsMajorVersion boolean c "Major Version"
  IsAssetEnabled boolean c "Asset File Enabled"
  VersionDataUrl string(255) n "Version Data URL"
  @deleted
  @audit

[ContentDocumentLink] 06A Content Document Link | Content Document Link | cud
  LinkedEntityId reference c -> ${parents}, User, Knowledge__kav children ContentDocumentLinks cascade
  ContentDocumentId reference c "ContentDocument ID" -> ContentDocument children ContentDocumentLinks cascade
  SystemModstamp datetime - "Last Modified Date"
  ShareType picklist ncur = *V | C | I
  Visibility picklist ncur = *AllUsers | InternalUsers | SharedUsers
  @deleted

[ContentNote] 069 Content Note | Content Notes | cud
  Title string(255) cuf
  Content base64 ncu
  TextPreview string(255) n
  FileType string(20) n
  FileExtension string(40) n
  ContentSize int(9) n
  IsReadOnly boolean -
  OwnerId reference cud -> User
  LatestPublishedVersionId reference n -> ContentVersion
  @deleted
  @audit

[Note] 002 Note | Notes | cud
  ParentId reference c -> ${parents} children Notes cascade
  Title string(80) cuf
  IsPrivate boolean cu "Private"
  Body textarea(32000) ncu
  OwnerId reference cud -> User
  @deleted
  @audit

[Attachment] 00P Attachment | Attachments | cud
  ParentId reference c -> ${parents}, EmailTemplate children Attachments cascade
  Name string(255) cuf "File Name"
  IsPrivate boolean cu "Private"
  ContentType string(120) ncu
  BodyLength int(9) n
  Body base64 cu
  OwnerId reference cud -> User
  Description textarea(500) ncu
  @deleted
  @audit

[ContentWorkspace] 058 Library | Libraries | cu
  Name string(255) cuf
  Description string(1000) ncu
  DeveloperName string(80) cu
  @audit
`;
