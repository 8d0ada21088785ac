/** Objects that describe the org itself; their rows are made from the schema when they are asked for. */
export const metadata = `
[EntityDefinition] 4ie Entity Definition | Entity Definitions | -
  DurableId string(255) n
  QualifiedApiName string(70) f "Qualified API Name"
  NamespacePrefix string(15) n
  DeveloperName string(80) n
  MasterLabel string(80) -
  Label string(80) n
  PluralLabel string(80) n
  KeyPrefix string(3) n
  IsCustomizable boolean - "Is Customizable?"
  IsCustomSetting boolean - "Is Custom Setting?"
  IsDeprecatedAndHidden boolean - "Is Deprecated And Hidden?"
  IsTriggerable boolean - "Is Triggerable?"
  IsQueryable boolean - "Queryable"
  IsSearchable boolean - "Is Searchable?"
  IsLayoutable boolean - "Is Layout Enabled?"
  IsEverCreatable boolean - "Is Ever Creatable via API?"
  IsEverUpdatable boolean - "Is Ever Updatable via API?"
  IsEverDeletable boolean - "Is Ever Deletable via API?"

[FieldDefinition] 4fd Field Definition | Field Definitions | -
  DurableId string(255) n
  QualifiedApiName string(255) f "Qualified API Name"
  EntityDefinitionId string(255) n -> EntityDefinition
  NamespacePrefix string(15) n
  DeveloperName string(255) n
  MasterLabel string(255) -
  Label string(255) n
  Length int(9) n
  DataType string(255) n
  ServiceDataTypeId string(255) n "Data Type ID"
  ValueTypeId string(255) n "Data Type ID"
  IsCalculated boolean - "Is Field calculated?"
  IsHtmlFormatted boolean - "Is Field a HTML formatted?"
  IsNameField boolean - "Is Field a Name field?"
  IsNillable boolean - "Is Field a nillable?"
  IsIndexed boolean - "Is Field indexed?"
  IsApiFilterable boolean - "Is Field Filterable?"
  IsCompound boolean - "Is Field a compound field"
  IsPolymorphicForeignKey boolean - "Is ForeignKey Polymorphic?"
  Precision int(9) n
  Scale int(9) n
  RelationshipName string(80) n
  ReferenceTo complexvalue n "Entities Referenced by Relationship"
  Description textarea(1000) n

[CustomField] 00N Custom Field | Custom Fields | -
  TableEnumOrId string(255) -
  DeveloperName string(255) f
  FullName string(255) n
  NamespacePrefix string(15) n
  EntityDefinitionId string(255) n -> EntityDefinition
  Description textarea(1000) n
`;
