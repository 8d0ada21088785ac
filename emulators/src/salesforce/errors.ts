/** One entry of an error answer. REST calls the code `errorCode`, collections and bulk call it `statusCode`. */
export interface ErrorEntry {
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/** The whole request is refused. */
export class RequestError extends Error {
  readonly status: number;
  readonly entries: readonly ErrorEntry[];

  constructor(status: number, code: string, message: string, fields?: readonly string[]) {
    super(`${code}: ${message}`);
    this.status = status;
    this.entries = [fields === undefined ? { code, message } : { code, message, fields }];
  }
}

/** One record is refused; its siblings may go on. */
export class RecordError extends Error {
  readonly entry: ErrorEntry;

  constructor(code: string, message: string, fields: readonly string[] = []) {
    super(`${code}: ${message}`);
    this.entry = { code, message, fields };
  }
}

/** A record error answered to a request about that one record. */
export const asRequestError = (error: RecordError): RequestError =>
  new RequestError(
    notFoundCodes.has(error.entry.code) ? 404 : 400,
    error.entry.code,
    error.entry.message,
    error.entry.fields,
  );

const notFoundCodes = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED']);

export const notFound = (message = 'The requested resource does not exist'): RequestError =>
  new RequestError(404, 'NOT_FOUND', message);

/** `[{message, errorCode, fields?}]`, as REST answers. */
export const restErrors = (entries: readonly ErrorEntry[]): unknown[] =>
  entries.map(({ code, message, fields }) =>
    fields === undefined ? { message, errorCode: code } : { message, errorCode: code, fields },
  );

/** `{statusCode, message, fields}`, as collections answer per record. */
export const recordErrors = (entries: readonly ErrorEntry[]): unknown[] =>
  entries.map(({ code, message, fields }) => ({ statusCode: code, message, fields: fields ?? [] }));

/** `CODE:message:fields --`, as bulk results print it. */
export const bulkError = ({ code, message, fields }: ErrorEntry): string =>
  `${code}:${message}:${(fields ?? []).join(',')} --`;
