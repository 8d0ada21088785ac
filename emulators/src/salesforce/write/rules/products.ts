import { RecordError } from '../../errors.ts';
import { updateRow, type StoredRow } from '../../store/store.ts';
import { readFields, type WriteContext } from '../context.ts';
import type { ObjectRules, WriteStep } from './types.ts';

const entryOf =
  'SELECT Id FROM PricebookEntry WHERE Product2Id = ? AND Pricebook2Id = ? AND IsDeleted = 0 LIMIT 1';

export const pricebookEntry: ObjectRules = {
  before: ({ context, row, before }) => {
    if (before !== undefined) return;
    const { store, ids } = context.org;
    const book = String(row['Pricebook2Id']);
    const product = String(row['Product2Id']);
    store.ensureIndex('PricebookEntry', 'Product2Id');
    if (store.statement(entryOf).get(product, book) !== undefined)
      throw new RecordError('DUPLICATE_VALUE', 'This price definition already exists in this price book', [
        'Pricebook2Id',
        'Product2Id',
      ]);
    if (
      book !== ids.standardPricebook &&
      store.statement(entryOf).get(product, ids.standardPricebook) === undefined
    )
      throw new RecordError('STANDARD_PRICE_NOT_DEFINED', 'No standard price defined for this product');
    const facts = readFields(context, 'Product2', product, ['Name', 'ProductCode']);
    row['Name'] = facts?.['Name'] ?? null;
    row['ProductCode'] = facts?.['ProductCode'] ?? null;
  },
};

function settleEntry(context: WriteContext, row: StoredRow): void {
  const opportunity = readFields(context, 'Opportunity', String(row['OpportunityId']), [
    'Pricebook2Id',
    'Name',
  ]);
  const book = opportunity?.['Pricebook2Id'] ?? null;
  if ((row['PricebookEntryId'] ?? null) === null) {
    if ((row['Product2Id'] ?? null) === null) throw missing('PricebookEntryId');
    const found = context.org.store
      .statement(entryOf)
      .get(String(row['Product2Id']), String(book ?? context.org.ids.standardPricebook));
    if (found === undefined)
      throw new RecordError(
        'FIELD_INTEGRITY_EXCEPTION',
        'pricebook entry is not in the opportunity’s price book, or opportunity has no price book assigned',
        ['Product2Id'],
      );
    row['PricebookEntryId'] = String(found['Id']);
  }
  const entry = readFields(context, 'PricebookEntry', String(row['PricebookEntryId']), [
    'Pricebook2Id',
    'Product2Id',
    'ProductCode',
    'UnitPrice',
    'Name',
  ]);
  if (book !== null && entry?.['Pricebook2Id'] !== book)
    throw new RecordError(
      'FIELD_INTEGRITY_EXCEPTION',
      `field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the opportunity)`,
      ['PricebookEntryId'],
    );
  if (book === null)
    updateRow(context.org.store, 'Opportunity', String(row['OpportunityId']), {
      Pricebook2Id: entry?.['Pricebook2Id'] ?? null,
    });
  row['Product2Id'] = entry?.['Product2Id'] ?? null;
  row['ProductCode'] = entry?.['ProductCode'] ?? null;
  row['ListPrice'] = entry?.['UnitPrice'] ?? null;
  row['Name'] = `${String(opportunity?.['Name'] ?? '')} ${String(entry?.['Name'] ?? '')}`;
}

const missing = (field: string): RecordError =>
  new RecordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${field}]`, [field]);

function price({ row, before, given }: WriteStep): void {
  const quantity = Number(row['Quantity']);
  const kept = 1 - Number(row['Discount'] ?? 0) / 100;
  if (before !== undefined && given.has('TotalPrice') && !given.has('UnitPrice')) row['UnitPrice'] = null;
  const unit = row['UnitPrice'] ?? null;
  const total = row['TotalPrice'] ?? null;
  if (unit === null && total === null) throw missing('UnitPrice');
  if (before === undefined && unit !== null && total !== null)
    throw new RecordError(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: unknown (must specify either UnitPrice or TotalPrice, not both)',
      ['UnitPrice', 'TotalPrice'],
    );
  if (unit !== null) row['TotalPrice'] = Number((Number(unit) * quantity * kept).toFixed(2));
  else row['UnitPrice'] = quantity === 0 ? 0 : Number((Number(total) / quantity / kept).toFixed(2));
}

/** An opportunity with products is worth what its products are. */
function rollUp(context: WriteContext, opportunity: string): void {
  const { store } = context.org;
  store.ensureIndex('OpportunityLineItem', 'OpportunityId');
  const sum = store
    .statement(
      'SELECT count(*) AS n, sum(TotalPrice) AS total, sum(Quantity) AS quantity FROM OpportunityLineItem WHERE OpportunityId = ? AND IsDeleted = 0',
    )
    .get(opportunity);
  const count = Number(sum?.['n'] ?? 0);
  if (count === 0) return updateRow(store, 'Opportunity', opportunity, { HasOpportunityLineItem: 0 });
  const probability = readFields(context, 'Opportunity', opportunity, ['Probability'])?.['Probability'];
  const amount = Number(sum?.['total'] ?? 0);
  updateRow(store, 'Opportunity', opportunity, {
    HasOpportunityLineItem: 1,
    Amount: amount,
    ExpectedRevenue: (amount * Number(probability ?? 0)) / 100,
    TotalOpportunityQuantity: Number(sum?.['quantity'] ?? 0),
    SystemModstamp: context.now,
  });
}

export const opportunityLineItem: ObjectRules = {
  before: (step) => {
    if (step.before === undefined) settleEntry(step.context, step.row);
    price(step);
  },
  after: ({ context, row }) => rollUp(context, String(row['OpportunityId'])),
  afterDelete: (context, row) => rollUp(context, String(row['OpportunityId'])),
};
