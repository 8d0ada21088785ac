/** A request is refused. `code` is the machine-readable one that some refusals carry. */
export class ApiError extends Error {
  readonly status: number;
  readonly info: string | undefined;
  readonly code: string | undefined;

  constructor(status: number, message: string, more: { info?: string; code?: string } = {}) {
    super(message);
    this.status = status;
    this.info = more.info;
    this.code = more.code;
  }
}

const pleaseCheck = 'Please check developers.pipedrive.com for more information about Pipedrive API.';

/** The body of a refusal, as both API versions shape it. */
export function errorBody(error: ApiError): Record<string, unknown> {
  if (error.status === 401) return { success: false, error: error.message, errorCode: 401 };
  const body = {
    success: false,
    error: error.message,
    error_info: error.info ?? pleaseCheck,
    data: null,
    additional_data: null,
  };
  if (error.status === 429) return { ...body, errorCode: 429 };
  return error.code === undefined ? body : { ...body, code: error.code };
}

export const invalid = (field: string, problem: string): ApiError =>
  new ApiError(400, `Validation failed: ${field}: ${problem}`, { code: 'ERR_SCHEMA_VALIDATION_FAILED' });

export const notFound = (what: string): ApiError =>
  new ApiError(404, `${what} not found`, { info: 'Object was not found.' });

/** A record of the older version, which says less of what is not there. */
export function present<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new ApiError(404, `${what} not found`);
  return found;
}

export const unauthorized = (): ApiError => new ApiError(401, 'unauthorized access');

/** The plan of the account does not allow one more. */
export const capped = (what: string, code: string): ApiError =>
  new ApiError(403, `Couldn't add the ${what}.`, { code });
