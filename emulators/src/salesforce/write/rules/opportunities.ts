import { RecordError } from '../../errors.ts';
import { readFields, type WriteContext } from '../context.ts';
import { insertValues } from '../insert.ts';
import type { ObjectRules, WriteStep } from './types.ts';

interface StageFacts {
  readonly probability: number;
  readonly closed: number;
  readonly won: number;
  readonly forecast: string;
  readonly forecastName: string;
}

function stageFacts(context: WriteContext, name: string): StageFacts | undefined {
  const row = context.org.store
    .statement('SELECT * FROM OpportunityStage WHERE MasterLabel = ? AND IsActive = 1')
    .get(name);
  if (row === undefined) return undefined;
  return {
    probability: Number(row['DefaultProbability']),
    closed: Number(row['IsClosed']),
    won: Number(row['IsWon']),
    forecast: String(row['ForecastCategory']),
    forecastName: String(row['ForecastCategoryName']),
  };
}

/** The stages of the record type's sales process; `undefined` without one. */
function allowedStages(context: WriteContext, recordType: unknown): readonly string[] | undefined {
  if (typeof recordType !== 'string') return undefined;
  const type = readFields(context, 'RecordType', recordType, ['DeveloperName', 'BusinessProcessId']);
  const process = type?.['BusinessProcessId'];
  if (typeof process !== 'string') return undefined;
  const name = readFields(context, 'BusinessProcess', process, ['Name'])?.['Name'];
  return context.org.definition.processes.find((p) => p.name === name)?.stages;
}

function derive(step: WriteStep): void {
  const { context, row, before, given } = step;
  const stage = String(row['StageName']);
  if (given.has('StageName') || given.has('RecordTypeId')) {
    const allowed = allowedStages(context, row['RecordTypeId']);
    const facts = stageFacts(context, stage);
    if (facts === undefined || (allowed !== undefined && !allowed.includes(stage)))
      throw new RecordError(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `Stage: bad value for restricted picklist field: ${stage}`,
        ['StageName'],
      );
    if (before === undefined || before['StageName'] !== stage) {
      if (!given.has('Probability') || row['Probability'] === null) row['Probability'] = facts.probability;
      if (!given.has('ForecastCategoryName')) row['ForecastCategoryName'] = facts.forecastName;
      row['LastStageChangeDate'] = before === undefined ? null : context.now;
    }
    row['IsClosed'] = facts.closed;
    row['IsWon'] = facts.won;
    row['ForecastCategory'] = facts.forecast;
  }
  const amount = row['Amount'];
  row['ExpectedRevenue'] =
    typeof amount === 'number' ? (amount * Number(row['Probability'] ?? 0)) / 100 : null;
  const [year = '', month = '1'] = String(row['CloseDate']).split('-');
  const quarter = Math.ceil(Number(month) / 3);
  row['FiscalYear'] = Number(year);
  row['FiscalQuarter'] = quarter;
  row['Fiscal'] = `${year} ${quarter}`;
  if (before !== undefined && before['HasOpportunityLineItem'] === 1 && given.has('Amount'))
    row['Amount'] = before['Amount'] ?? null;
}

export const opportunity: ObjectRules = {
  before: derive,
  after: (step) => {
    const { context, id, row, before } = step;
    const contactId = row['ContactId'] ?? null;
    const roles = context.org.catalog.object('OpportunityContactRole');
    if (before !== undefined || contactId === null || roles === undefined) return;
    insertValues(context, roles, { OpportunityId: id, ContactId: contactId, IsPrimary: 1 });
  },
};
