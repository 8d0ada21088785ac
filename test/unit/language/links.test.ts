import assert from 'node:assert/strict';
import { AstUtils, URI, type Reference } from 'langium';
import { createLanguage } from '@migmap/language/services';
import { context, head } from './check.ts';

/** What each name in the text links to: `name: Type container.name`. */
async function linksOf(text: string): Promise<string[]> {
  const { shared } = createLanguage({ contextFor: () => context });
  const document = shared.workspace.LangiumDocumentFactory.fromString(
    head + text,
    URI.parse('file:///w/a.migmap'),
  );
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document]);
  const names = (node: { name?: string; $container?: object } | undefined): string =>
    node
      ? `${node.$container && 'name' in node.$container ? `${String(node.$container.name)}.` : ''}${node.name ?? '?'}`
      : 'nothing';
  return AstUtils.streamAst(document.parseResult.value)
    .flatMap((node) => AstUtils.streamReferences(node))
    .map(({ reference }) => {
      const target = (reference as Reference).ref;
      return `${reference.$refText}: ${target?.$type ?? ''} ${names(target)}`;
    })
    .toArray();
}

describe('links of names', () => {
  it('lead to objects, fields, tables, fragments and functions', async () => {
    const links = await linksOf(
      'values T { } fragment F { LastName = last_name } fields Contact { New__c : Text } map Contact -> Contact { use F New__c = `First Name` via T |> trim Foo = bar }',
    );
    for (const link of [
      'Contact: SchemaObject Contact',
      'F: Fragment F',
      'LastName: SchemaField Contact.LastName',
      'last_name: SchemaField Contact.last_name',
      'New__c: FieldDeclaration New__c',
      'First Name: SchemaField Contact.first_name',
      'T: ValueTable T',
      'trim: FunctionDefinition trim',
      'Foo:  nothing',
      'bar:  nothing',
    ]) {
      assert.ok(links.includes(link), `${link} is not among\n${links.join('\n')}`);
    }
  });

  it('follow references, aliases and list elements', async () => {
    const links = await linksOf(
      'map Activity as a -> Event { Subject = a.contact_id.company_id.name StartDateTime = a.occurred_at each attendees as p -> EventRelation { EventId = ref(parent) RelationId = ref(p.email of Contact.email) } }',
    );
    for (const link of [
      'a: Alias a',
      'contact_id: SchemaField Activity.contact_id',
      'company_id: SchemaField Contact.company_id',
      'name: SchemaField Company.name',
      'attendees: SchemaField Activity.attendees',
      'p: Alias p',
      'email: SchemaField attendees.email',
      'email: SchemaField Contact.email',
    ]) {
      assert.ok(links.includes(link), `${link} is not among\n${links.join('\n')}`);
    }
  });
});
