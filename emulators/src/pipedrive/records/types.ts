import type { Account } from '../account/account.ts';
import type { FieldedObject } from '../account/definition.ts';
import type { SearchedText } from '../search/searchIndex.ts';
import type { Shape } from '../shapes/kinds.ts';
import type { Body, Cell, Doc } from '../store/documents.ts';

/** What a record's writing may look at. */
export interface Writing {
  readonly account: Account;
  /** RFC 3339. */
  readonly now: string;
}

/** A kind of record that version 2 lists, gets, creates, updates and deletes alike. */
export interface RecordKind {
  readonly name: string;
  /** As in the path. */
  readonly plural: string;
  readonly label: string;
  readonly shape: Shape;
  /** Custom fields are those of this object. */
  readonly fielded?: FieldedObject;
  /** Creates answer 201 instead of 200. */
  readonly created?: 201;
  readonly listCost: number;
  /** Query parameters that are members of the record, with their types. */
  readonly filters: Readonly<Record<string, 'integer' | 'boolean' | 'text'>>;
  readonly sorts: readonly string[];
  /** A filter that is more than equality: `undefined` leaves it out. */
  readonly narrow?: (query: URLSearchParams, account: Account) => Readonly<Record<string, Cell>>;
  /** Completes and judges the record as it will be. Throws ApiError. */
  readonly settle: (next: Body, writing: Writing, previous: Doc | undefined, given: Body) => Body;
  readonly view: (doc: Doc, account: Account) => Body;
  /** Members that come only when `include_fields` asks for them. */
  readonly optional?: Readonly<Record<string, (doc: Doc, account: Account) => unknown>>;
  readonly texts?: (body: Body, account: Account) => readonly SearchedText[];
  /** Follow-up of a write that stands; `previous` is absent for a new record. */
  readonly written?: (doc: Doc, writing: Writing, previous: Doc | undefined) => void;
  readonly beforeDelete?: (doc: Doc, account: Account) => void;
}
