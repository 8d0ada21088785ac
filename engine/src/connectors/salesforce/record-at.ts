const id = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** `/003…` of old, `/lightning/r/Contact/003…/view` and `/lightning/r/003…/view`. */
export function recordAt({ pathname }: URL): { readonly object?: string; readonly id: string } | undefined {
  const [first = '', second, third = '', fourth = ''] = pathname.split('/').filter((part) => part !== '');
  if (first !== 'lightning') return id.test(first) ? { id: first } : undefined;
  if (second !== 'r') return undefined;
  if (id.test(fourth)) return { object: third, id: fourth };
  return id.test(third) ? { id: third } : undefined;
}
