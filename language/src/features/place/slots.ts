export type SlotKind =
  | 'destinationField'
  | 'sourceField'
  | 'sourceObject'
  | 'destinationObject'
  | 'function'
  | 'table'
  | 'fragment';

/** What a name in each place of the syntax tree names; node type and property. */
export const slotKinds: Readonly<Record<string, SlotKind>> = {
  'FieldLine.field': 'destinationField',
  'KeyLine.destination': 'destinationField',
  'MatchLine.fields': 'destinationField',
  'DestinationPath.field': 'destinationField',
  'ExpectedValue.field': 'destinationField',
  'PathSegment.target': 'sourceField',
  'SourcePath.field': 'sourceField',
  'GivenValue.field': 'sourceField',
  'RefRecord.field': 'sourceField',
  'ValuesOfArgument.field': 'sourceField',
  'ObjectMap.source': 'sourceObject',
  'Split.source': 'sourceObject',
  'Export.source': 'sourceObject',
  'SkipObject.object': 'sourceObject',
  'Given.object': 'sourceObject',
  'SourcePath.object': 'sourceObject',
  'RefRecord.object': 'sourceObject',
  'ValuesOfArgument.object': 'sourceObject',
  'ObjectMap.destination': 'destinationObject',
  'Branch.destination': 'destinationObject',
  'OtherwiseBranch.destination': 'destinationObject',
  'EachLine.destination': 'destinationObject',
  'RefThis.destination': 'destinationObject',
  'FieldsBlock.object': 'destinationObject',
  'NameArgument.object': 'destinationObject',
  'DestinationPath.object': 'destinationObject',
  'ExpectNone.object': 'destinationObject',
  'ExpectRecord.object': 'destinationObject',
  'CallExpression.function': 'function',
  'ViaExpression.table': 'table',
  'UseLine.fragment': 'fragment',
};
