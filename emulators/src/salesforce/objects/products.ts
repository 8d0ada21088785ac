/** Products, price books, and the contracts, orders and assets that name them. */
export const products = `
[Product2] 01t Product | Products | cud recordTypes
  Name string(255) cuf "Product Name"
  ProductCode string(255) ncu
  Description textarea(4000) ncu "Product Description"
  IsActive boolean cu "Active"
  Family picklist ncu "Product Family" = None
  ExternalId string(255) ncu
  DisplayUrl url(1000) ncu "Display URL"
  QuantityUnitOfMeasure picklist ncu = Each
  StockKeepingUnit string(180) ncu "Product SKU"
  IsArchived boolean - "Archived"
  @deleted
  @audit
  @viewed

[Pricebook2] 01s Price Book | Price Books | cud
  Name string(255) cuf "Price Book Name"
  IsActive boolean cu "Active"
  IsArchived boolean - "Archived"
  Description string(255) ncu
  IsStandard boolean - "Is Standard Price Book"
  @deleted
  @audit
  @viewed

[PricebookEntry] 01u Price Book Entry | Price Book Entries | cud
  Name string(255) nf "Product Name"
  Pricebook2Id reference c "Price Book ID" -> Pricebook2 children PricebookEntries cascade
  Product2Id reference c "Product ID" -> Product2 children PricebookEntries cascade
  UnitPrice currency(18,2) cu "List Price"
  IsActive boolean cu "Active"
  UseStandardPrice boolean cu
  ProductCode string(255) n
  IsArchived boolean - "Archived"
  @deleted
  @audit

[Asset] 02i Asset | Assets | cud recordTypes
  ContactId reference ncu -> Contact children Assets
  AccountId reference ncu -> Account children Assets
  ParentId reference ncu "Parent Asset ID" -> Asset children ChildAssets
  Product2Id reference ncu "Product ID" -> Product2
  ProductCode string(255) n
  IsCompetitorProduct boolean cu "Competitor Asset"
  Name string(255) cuf "Asset Name"
  SerialNumber string(80) ncu
  InstallDate date ncu
  PurchaseDate date ncu
  UsageEndDate date ncu
  Status picklist ncu = Shipped | Installed | Registered | Obsolete | Purchased
  Price currency(18,2) ncu
  Quantity double(12,2) ncu
  Description textarea(32000) ncu
  OwnerId reference cud -> User
  AssetProvidedById reference ncu -> Account
  AssetServicedById reference ncu -> Account
  IsInternal boolean cu "Internal Asset"
  StockKeepingUnit string(180) n "Product SKU"
  @deleted
  @audit
  @viewed

[Contract] 800 Contract | Contracts | cud recordTypes
  AccountId reference cu -> Account children Contracts cascade
  Pricebook2Id reference ncu "Price Book ID" -> Pricebook2
  OwnerExpirationNotice picklist ncu = 15 | 30 | 45 | 60 | 90 | 120
  StartDate date ncu "Contract Start Date"
  EndDate date n "Contract End Date"
  ContractTerm int(9) ncu
  OwnerId reference cud -> User
  Status picklist cud = *Draft | In Approval Process | Activated
  CompanySignedId reference ncu "Company Signed By ID" -> User
  CompanySignedDate date ncu
  CustomerSignedId reference ncu "Customer Signed By ID" -> Contact
  CustomerSignedTitle string(40) ncu
  CustomerSignedDate date ncu
  SpecialTerms textarea(4000) ncu
  ActivatedById reference nu -> User
  ActivatedDate datetime nu
  StatusCode picklist - "Status Category" = Draft | InApproval | Activated
  Description textarea(32000) ncu
  ContractNumber string(30) kaf
  LastApprovedDate datetime n
  LastActivityDate date n "Last Activity"
  @address Billing
  @deleted
  @audit
  @viewed

[Order] 801 Order | Orders | cud recordTypes
  OwnerId reference cud -> Group, User
  ContractId reference ncu -> Contract children Orders
  AccountId reference ncu -> Account children Orders
  Pricebook2Id reference ncu "Price Book ID" -> Pricebook2
  OriginalOrderId reference nc "Order ID" -> Order
  EffectiveDate date cu "Order Start Date"
  EndDate date ncu "Order End Date"
  IsReductionOrder boolean c "Reduction Order"
  Status picklist cu = Draft | Activated
  Description textarea(32000) ncu
  CustomerAuthorizedById reference ncu -> Contact
  CustomerAuthorizedDate date ncu
  CompanyAuthorizedById reference ncu -> User
  CompanyAuthorizedDate date ncu
  Type picklist ncu "Order Type"
  Name string(80) ncu "Order Name"
  PoDate date ncu "PO Date"
  PoNumber string(80) ncu "PO Number"
  OrderReferenceNumber string(80) ncu
  BillToContactId reference ncu -> Contact
  ShipToContactId reference ncu -> Contact
  ActivatedDate datetime nu
  ActivatedById reference nu -> User
  StatusCode picklist u "Status Category" = Draft | Activated
  OrderNumber string(30) kaf
  TotalAmount currency(16,2) - "Order Amount"
  @address Billing
  @address Shipping
  @deleted
  @audit
  @viewed

[OrderItem] 802 Order Product | Order Products | cud
  Product2Id reference nc "Product ID" -> Product2
  OrderId reference c -> Order children OrderItems cascade
  PricebookEntryId reference c "Price Book Entry ID" -> PricebookEntry
  OriginalOrderItemId reference nc -> OrderItem
  AvailableQuantity double(18,2) n
  Quantity double(18,2) cu
  UnitPrice currency(18,2) ncu
  ListPrice currency(18,2) nc
  TotalPrice currency(18,2) n
  ServiceDate date ncu "Start Date"
  EndDate date ncu
  Description string(255) ncu "Line Description"
  OrderItemNumber string(30) kaf "Order Product Number"
  @deleted
  @audit
`;
