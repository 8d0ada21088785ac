import { apiObjects } from './objects.ts';

const named = new Map([...apiObjects.keys()].map((name) => [name.toLowerCase(), name]));

/** `/person/7`, `/deal/12`, `/deal/12#12/3` (a product of it), `/leads/inbox/<id>`, `/activities/…?activityId=5`. */
export function recordAt(url: URL): { readonly object: string; readonly id: string } | undefined {
  const [first = '', second = '', third] = url.pathname.split('/').filter((part) => part !== '');
  if (first === 'leads' && second === 'inbox' && third !== undefined) return { object: 'Lead', id: third };
  const activity = url.searchParams.get('activityId');
  if (first === 'activities' && activity !== null) return { object: 'Activity', id: activity };
  if (first === 'deal' && url.hash.startsWith(`#${second}/`))
    return { object: 'DealProduct', id: url.hash.slice(1) };
  const object = named.get(first);
  return object !== undefined && second !== '' ? { object, id: second } : undefined;
}
