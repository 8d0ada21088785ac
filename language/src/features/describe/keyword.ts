/** One sentence for each word whose meaning is not its plain English one. */
const sentences: Readonly<Record<string, string>> = {
  migration: 'The two systems. Their schemas are those of the connections that `migmap.json` chooses.',
  owners: 'How the owner of a record is found, and what happens to records whose owner has no user.',
  values: 'A table of values, used as `field via Name`. What no line covers takes the `otherwise` way.',
  pipelines: 'Pipelines and their stages. Lines that write the pipeline and stage fields go through it.',
  fields: 'Custom fields that the destination must have: they go into the manifest.',
  object: 'A custom object that the destination must have: it goes into the manifest.',
  map: 'Every source record that satisfies `where` makes one destination record.',
  split: 'The first branch that holds takes the record; exactly one does.',
  fragment: 'Lines shared by several maps. A line in a map wins over the same line in a fragment.',
  key: 'The identity of a source record, and the field that keeps it in the destination: the same record never makes two.',
  match: 'Looks for an existing record with the same values before one is created.',
  use: 'Takes over the lines of a fragment.',
  each: 'One destination record for each element of a list.',
  ref: 'The destination record that was made from the source record named here.',
  owner: 'The destination user of a source user, found through `owners`.',
  migration_user: 'The user who runs the load.',
  file: 'The bytes of a file.',
  via: 'Translates through a table of `values`.',
  flag: 'Loads the record and lists it for a person in `review.csv`.',
  skip: 'Not migrated, on purpose, with the reason.',
  inventory: 'Writes a document from which it can be rebuilt.',
  export: 'A hand-off file instead of a load.',
  hold: 'Waits for a person; it is neither guessed nor dropped.',
  keep: 'Taken over as it is.',
  otherwise: 'What happens to everything the lines above do not cover.',
  else: 'What happens when the value is missing or does not fit.',
  test: 'Runs without any connection: records in, records expected.',
};

export function describeKeyword(word: string): string | undefined {
  return Object.hasOwn(sentences, word) ? `**${word}** — ${sentences[word]}` : undefined;
}
