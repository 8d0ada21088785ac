import { unknownSourceObject } from './unknown-source-object.ts';
import { unknownSourceField } from './unknown-source-field.ts';
import { unknownDestinationObject } from './unknown-destination-object.ts';
import { unknownDestinationField } from './unknown-destination-field.ts';
import { unknownTable } from './unknown-table.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownFragment } from './unknown-fragment.ts';
import { importMissing } from './import-missing.ts';
import { importCycle } from './import-cycle.ts';
import { duplicateName } from './duplicate-name.ts';
import { ambiguousName } from './ambiguous-name.ts';
import { misplacedStatement } from './misplaced-statement.ts';
import { badPath } from './bad-path.ts';
import { wrongSystem } from './wrong-system.ts';
import { requiredField } from './required-field.ts';
import { notWritable } from './not-writable.ts';
import { repeatedField } from './repeated-field.ts';
import { typeMismatch } from './type-mismatch.ts';
import { lossyConversion } from './lossy-conversion.ts';
import { picklistValue } from './picklist-value.ts';
import { ownerField } from './owner-field.ts';
import { referenceUnmapped } from './reference-unmapped.ts';
import { referenceTarget } from './reference-target.ts';
import { splitUndecided } from './split-undecided.ts';
import { requiredCycle } from './required-cycle.ts';
import { badArguments } from './bad-arguments.ts';
import { badOperands } from './bad-operands.ts';
import { constantTooLong } from './constant-too-long.ts';
import { badReference } from './bad-reference.ts';
import { badKey } from './bad-key.ts';
import { badFallback } from './bad-fallback.ts';
import { placeholderUsers } from './placeholder-users.ts';
import { declaredMissing } from './declared-missing.ts';
import { declaredDiffers } from './declared-differs.ts';
import { declaredTypeRule } from './declared-type.ts';
import { stageMissing } from './stage-missing.ts';
import { undecidedObject } from './undecided-object.ts';
import { undecidedField } from './undecided-field.ts';
import { uncoveredValue } from './uncovered-value.ts';
import { uncoveredStage } from './uncovered-stage.ts';
import { textTooLong } from './text-too-long.ts';
import { matchNotUnique } from './match-not-unique.ts';
import { orphanReference } from './orphan-reference.ts';
import { missingSchema } from './missing-schema.ts';
import { staleSchema } from './stale-schema.ts';
import { schemaDrift } from './schema-drift.ts';
import { emptyTest } from './empty-test.ts';
import { gradesThat } from './grades.ts';
import type { Rule } from './rule.ts';

const judging: readonly Rule[] = [
  unknownSourceObject,
  unknownSourceField,
  unknownDestinationObject,
  unknownDestinationField,
  unknownTable,
  unknownFunction,
  unknownFragment,
  importMissing,
  importCycle,
  duplicateName,
  ambiguousName,
  misplacedStatement,
  badPath,
  wrongSystem,
  requiredField,
  notWritable,
  repeatedField,
  typeMismatch,
  lossyConversion,
  picklistValue,
  ownerField,
  referenceUnmapped,
  referenceTarget,
  splitUndecided,
  requiredCycle,
  badArguments,
  badOperands,
  constantTooLong,
  badReference,
  badKey,
  badFallback,
  placeholderUsers,
  declaredMissing,
  declaredDiffers,
  declaredTypeRule,
  stageMissing,
  undecidedObject,
  undecidedField,
  uncoveredValue,
  uncoveredStage,
  textTooLong,
  matchNotUnique,
  orphanReference,
  missingSchema,
  staleSchema,
  schemaDrift,
  emptyTest,
];

/** Every check, by code. */
export const rules: readonly Rule[] = [...judging, gradesThat(judging)];
