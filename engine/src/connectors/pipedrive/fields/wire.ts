import type { Value } from '../../../values.ts';

/** How a value stands in a request or an answer. Ours are texts for ids and options, seconds for durations, ISO 8601 for times. */
export type WireForm =
  | 'plain'
  | 'number'
  | 'boolean'
  /** An id or an option, as a number. */
  | 'integer'
  /** Several of them. */
  | 'integers'
  /** Ids that are texts (labels of leads). */
  | 'texts'
  /** `{value}`, of which Pipedrive finds the parts itself. */
  | 'address'
  /** E-mails and phones: `[{value, primary, label}]`, ours plain texts, the first of them primary. */
  | 'contacts'
  /** A person as `[{person_id, primary}]`. */
  | 'participant'
  /** `HH:MM:SS`, ours seconds. */
  | 'seconds'
  /** 0 or 1. */
  | 'flag'
  /** RFC 3339 without fractions. */
  | 'instant'
  /** `YYYY-MM-DD HH:MM:SS` in UTC, the way of v1. */
  | 'utc'
  /** `{value, currency}`. */
  | 'money'
  /** `{value}` of a time of day. */
  | 'clock';

export function toWire(form: WireForm, value: Value, currency: string): unknown {
  if (value === null || value === '') return null;
  switch (form) {
    case 'plain':
      return value;
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true || value === 'true';
    case 'integer':
      return integer(value);
    case 'integers':
      return emptyAsNull(list(value).map(integer));
    case 'texts':
      return list(value).map(String);
    case 'address':
      return typeof value === 'object' ? value : { value: String(value) };
    case 'contacts':
      return list(value).map((item, i) => contact(item, i === 0));
    case 'participant':
      return [{ person_id: integer(value), primary: true }];
    case 'seconds':
      return clock(Number(value));
    case 'flag':
      return value === true || value === 'true' || value === 1 ? 1 : 0;
    case 'instant':
      return `${new Date(textOf(value)).toISOString().slice(0, 19)}Z`;
    case 'utc':
      return new Date(textOf(value)).toISOString().slice(0, 19).replace('T', ' ');
    case 'money':
      return typeof value === 'object' ? value : { value: Number(value), currency };
    case 'clock':
      return typeof value === 'object' ? value : { value: String(value) };
  }
}

export function fromWire(form: WireForm, raw: unknown): Value {
  if (raw === null || raw === undefined || raw === '') return null;
  switch (form) {
    case 'plain':
      return raw as Value;
    case 'number':
      return typeof raw === 'string' ? Number(raw) : (raw as Value);
    case 'boolean':
      return raw === true || raw === 1;
    case 'flag':
      return raw === true || raw === 1;
    case 'integer':
      return idOf(raw);
    case 'integers':
    case 'texts': {
      const ids = (Array.isArray(raw) ? raw : textOf(raw).split(',')).map(
        (item: unknown) => idOf(item) ?? '',
      );
      return ids.length > 0 ? ids : null;
    }
    case 'address':
    case 'clock':
      return member(raw, 'value');
    case 'money':
      return typeof raw === 'object' ? (member(raw, 'value') ?? member(raw, 'amount')) : (raw as Value);
    case 'contacts': {
      const texts = (raw as readonly unknown[]).map((item) => member(item, 'value')).filter((v) => v !== '');
      return texts.length > 0 ? texts : null;
    }
    case 'participant': {
      const people = Array.isArray(raw) ? (raw as readonly { primary?: boolean }[]) : [];
      return idOf(member(people.find((p) => p.primary) ?? people[0], 'person_id'));
    }
    case 'seconds':
      return seconds(textOf(raw));
    case 'instant':
    case 'utc':
      return instant(textOf(raw));
  }
}

/** Both versions' times are UTC; v1 does not say so. */
export function instant(text: string): string | null {
  const iso = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  const time = Date.parse(iso);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function list(value: Value): readonly Value[] {
  return (Array.isArray(value) ? (value as readonly Value[]) : [value]).filter((v) => v !== null && v !== '');
}

/** A text that is no whole number goes as it is: the API names the field that refuses it. */
function integer(value: Value): unknown {
  const text = textOf(value);
  return /^-?\d{1,15}$/.test(text) ? Number(text) : value;
}

/** An empty set clears nothing: the API wants null. */
const emptyAsNull = (items: readonly unknown[]) => (items.length > 0 ? items : null);

function contact(item: Value, primary: boolean): unknown {
  return typeof item === 'object' ? item : { value: String(item), primary, label: 'work' };
}

/** v1 answers some references as `{value, name}`. */
function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' ? (member(raw, 'value') ?? member(raw, 'id')) : raw;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
}

function member(raw: unknown, name: string): Value {
  if (typeof raw !== 'object' || raw === null) return (raw ?? null) as Value;
  return ((raw as Record<string, Value>)[name] ?? null) as Value;
}

function clock(total: number): string {
  const part = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${part(total / 3600)}:${part((total % 3600) / 60)}:${part(total % 60)}`;
}

function seconds(text: string): number | null {
  const [h = 0, m = 0, s = 0] = text.split(':').map(Number);
  const total = h * 3600 + m * 60 + s;
  return Number.isFinite(total) ? total : null;
}

/** A value as text, whatever it is. */
export function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
