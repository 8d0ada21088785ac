/** Why a name cannot be that of a custom field, in one sentence, or `undefined` where it can. */
export function fieldNameProblem(name: string): string | undefined {
  if (!name.endsWith('__c')) return `A custom field's name ends in __c: "${name}__c".`;
  const base = name.slice(0, -3);
  if (base.length > 40)
    return `"${name}" is too long: a custom field's name has at most 40 characters before __c.`;
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(base)) {
    return `"${name}" may hold only letters, digits and underscores and must begin with a letter.`;
  }
  if (base.includes('__') || base.endsWith('_')) {
    return `"${name}" may not hold two underscores in a row nor end in one before __c.`;
  }
  return undefined;
}

/** Custom fields of tasks and events belong to both and are made on Activity. */
export function metadataObject(object: string): string {
  return object === 'Task' || object === 'Event' ? 'Activity' : object;
}
