/** What can befall a request, by the form of its answer. */
import type { FaultInput } from '@migmap/emulators/faults/faults';
import type { Endpoint } from '../roads/road.ts';

type Befalls = Omit<FaultInput, 'method' | 'path' | 'nth'>;

const twoHours = 7_200_000;

const anywhere: Readonly<Record<string, readonly Befalls[]>> = {
  'turned away with 503': [{ kind: 'reject', status: 503 }],
  'turned away three times': [{ kind: 'reject', status: 503, times: 3 }],
  'answered 500 without work': [{ kind: 'reject', status: 500, code: 'UNKNOWN_EXCEPTION' }],
  'answered 429 with Retry-After': [
    { kind: 'reject', status: 429, code: 'TOO_MANY_REQUESTS', retryAfter: 1 },
  ],
  'answered 429 without Retry-After': [{ kind: 'reject', status: 429, code: 'TOO_MANY_REQUESTS' }],
  'dropped before the work': [{ kind: 'dropBeforeCommit' }],
  'dropped within its body': [{ kind: 'dropBeforeCommit', bytes: 10 }],
  'cut after the work': [{ kind: 'failAfterCommit' }],
  'cut after the work twice': [{ kind: 'failAfterCommit', times: 2 }],
  'answered 502 after the work': [{ kind: 'errorAfterCommit', status: 502 }],
  'answered by half a body': [{ kind: 'truncate' }],
  'answered late': [{ kind: 'slow', ms: 40 }],
  'never answered, and the run stopped': [{ kind: 'hold' }],
  'met by the end of the session': [{ kind: 'expireSession' }],
  'cut after the work, the clock set back': [
    { kind: 'jumpClock', ms: -twoHours },
    { kind: 'failAfterCommit' },
  ],
  'cut after the work, the clock set forward': [
    { kind: 'jumpClock', ms: twoHours },
    { kind: 'failAfterCommit' },
  ],
};

const results: Readonly<Record<string, readonly Befalls[]>> = {
  'answered in another order': [{ kind: 'permuteResults' }],
  'answered without one result': [{ kind: 'omitResult', index: 1 }],
  'answered with one result twice': [{ kind: 'doubleResult', index: 1 }],
  'answered with half of the results': [{ kind: 'partialResults' }],
};

const locked: Befalls = { kind: 'refuseRecord', code: 'UNABLE_TO_LOCK_ROW', index: 0 };

export const faultsAt: Readonly<Record<Endpoint, Readonly<Record<string, readonly Befalls[]>>>> = {
  one: anywhere,
  job: anywhere,
  table: { ...anywhere, ...results },
  list: { ...anywhere, ...results, 'a record locked by others': [locked] },
  close: {
    ...anywhere,
    'a record locked by others': [locked],
    'a job that rests': [{ kind: 'stallJob', ms: 30 }],
    'a job that rests, and the run stopped': [{ kind: 'stallJob', ms: 2_500 }],
    'a job that breaks down before it begins': [{ kind: 'failJob', index: 0 }],
    'a job that breaks down half-way': [{ kind: 'failJob' }],
  },
};

/** After these the run is told to stop as soon as the request is under way. */
export const stops = (fault: string): boolean => fault.endsWith('the run stopped');
