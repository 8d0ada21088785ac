import type { ErrorClass } from '../errors.ts';

/** Salesforce's status codes by what a caller can do about them. What is not listed is the record's own fault. */
export const errorClasses: Readonly<Record<string, ErrorClass>> = {
  // Locks, timeouts, the platform's own trouble: nothing was written, the same request may succeed later.
  UNABLE_TO_LOCK_ROW: 'transient',
  QUERY_TIMEOUT: 'transient',
  SERVER_UNAVAILABLE: 'transient',
  SERVICE_UNAVAILABLE: 'transient',
  PROCESSING_HALTED: 'transient',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'transient',
  API_CURRENTLY_DISABLED: 'transient',
  INTERNALSERVERERROR: 'transient',
  TRANSACTIONTIMEOUT: 'transient',

  REQUEST_LIMIT_EXCEEDED: 'quota',
  REQUEST_RUNNING_TOO_LONG: 'transient',
  TOO_MANY_REQUESTS: 'rate',
  EXCEEDED_QUOTA: 'quota',
  LIMIT_EXCEEDED: 'quota',
  // How a bulk job that failed as a whole says the same.
  EXCEEDEDQUOTA: 'quota',
  APILIMIT: 'quota',

  EXCEEDED_ID_LIMIT: 'tooLarge',
  EXCEEDED_MAX_SIZE_REQUEST: 'tooLarge',
  REQUEST_ENTITY_TOO_LARGE: 'tooLarge',

  INVALID_SESSION_ID: 'auth',
  INVALID_AUTH_HEADER: 'auth',
  API_DISABLED_FOR_ORG: 'permission',
  INVALID_LOGIN: 'auth',

  DUPLICATES_DETECTED: 'duplicate',
  DUPLICATE_VALUE: 'duplicate',
  DUPLICATE_EXTERNAL_ID: 'duplicate',
  DUPLICATE_USERNAME: 'duplicate',
  DUPLICATE_DEVELOPER_NAME: 'duplicate',

  INVALID_CROSS_REFERENCE_KEY: 'reference',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'reference',
  MALFORMED_ID: 'reference',
  ENTITY_IS_DELETED: 'reference',
  NOT_FOUND: 'reference',
  INVALID_ID_FIELD: 'reference',
  INACTIVE_OWNER_OR_USER: 'reference',
  OP_WITH_INVALID_USER_TYPE_EXCEPTION: 'reference',
  TRANSFER_REQUIRES_READ: 'reference',

  INSUFFICIENT_ACCESS: 'permission',
  INSUFFICIENT_ACCESS_OR_READONLY: 'permission',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'permission',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'permission',
  FORBIDDEN: 'permission',
  FUNCTIONALITY_NOT_ENABLED: 'permission',
  FUNCTIONALITY_TEMPORARILY_UNAVAILABLE: 'transient',
  TXN_SECURITY_NO_ACCESS: 'permission',

  STORAGE_LIMIT_EXCEEDED: 'planCap',
  LICENSE_LIMIT_EXCEEDED: 'planCap',
  NUM_HISTORY_FIELDS_BY_SOBJECT_EXCEEDED: 'planCap',
  MAXIMUM_SIZE_OF_ATTACHMENT: 'planCap',

  INVALID_FIELD: 'schema',
  INVALID_TYPE: 'schema',
  INVALID_TYPE_ON_FIELD_IN_RECORD: 'validation',
  INVALID_OPERATION: 'schema',
  MALFORMED_QUERY: 'schema',
  UNSUPPORTED_API_VERSION: 'schema',
  METHOD_NOT_ALLOWED: 'schema',
  OPERATION_NOT_ALLOWED: 'schema',
  INVALIDBATCH: 'schema',
  INVALIDENTITY: 'schema',
  FEATURENOTENABLED: 'permission',
};
