import { doesNotFit, type Signature } from '../signature.ts';

const format = {
  name: 'format',
  type: 'text',
  doc: 'format of texts, as "dd.MM.yyyy" (Luxon\'s tokens), "X" or "x" for Unix seconds or milliseconds; "iso" when left out',
  constant: 'dateFormat',
  optional: true,
} as const;

export const dateSignatures = {
  date: {
    group: 'Dates',
    parameters: [
      { name: 'value', type: 'any', doc: 'a date, a point in time or a text' },
      format,
      {
        name: 'zone',
        type: 'text',
        doc: 'time zone whose day it is of a point in time; "UTC" when left out',
        constant: 'timeZone',
        optional: true,
      },
    ],
    result: 'date',
    doc: 'A date without time.',
    examples: [
      ['date("31.12.2025", "dd.MM.yyyy")', '2025-12-31'],
      ['date("2026-03-01T23:30:00Z")', '2026-03-01'],
      ['date("2026-03-01T23:30:00Z", "iso", "Europe/Berlin")', '2026-03-02'],
      ['date("soon")', doesNotFit],
    ],
    partial: true,
  },
  datetime: {
    group: 'Dates',
    parameters: [
      { name: 'value', type: 'any', doc: 'a date, a point in time or a text' },
      format,
      {
        name: 'zone',
        type: 'text',
        doc: 'time zone of texts that name none; "UTC" when left out',
        constant: 'timeZone',
        optional: true,
      },
    ],
    result: 'datetime',
    doc: 'A point in time, in UTC.',
    examples: [
      ['datetime("31.12.2025 18:30", "dd.MM.yyyy HH:mm", "Europe/Berlin")', '2025-12-31T17:30:00.000Z'],
      ['datetime("2026-03-01")', '2026-03-01T00:00:00.000Z'],
      ['datetime("tomorrow")', doesNotFit],
    ],
    partial: true,
  },
  time: {
    group: 'Dates',
    parameters: [
      { name: 'value', type: 'any', doc: 'a point in time, a time of day or a text' },
      { ...format, constant: 'timeFormat' },
      {
        name: 'zone',
        type: 'text',
        doc: 'time zone whose clock it is, and of texts that name none; "UTC" when left out',
        constant: 'timeZone',
        optional: true,
      },
    ],
    result: 'time',
    doc: 'A time of day without its date.',
    examples: [
      ['time("2026-03-01T09:30:00Z")', '09:30:00'],
      ['time("2026-03-01T09:30:00Z", "iso", "Europe/Berlin")', '10:30:00'],
      ['time("09:05")', '09:05:00'],
      ['time("4:15 PM", "h:mm a")', '16:15:00'],
      ['time("2026-03-01")', doesNotFit],
    ],
    partial: true,
  },
  plus_days: {
    group: 'Dates',
    parameters: [
      { name: 'value', type: 'date', doc: 'a date or a point in time' },
      { name: 'days', type: 'number', doc: 'days to add; negative ones go back' },
    ],
    result: { rule: 'same', as: 0 },
    doc: 'The date or point in time some days later.',
    examples: [
      ['plus_days("2026-02-27", 2)', '2026-03-01'],
      ['plus_days("2026-03-01T09:30:00Z", -1)', '2026-02-28T09:30:00.000Z'],
    ],
    partial: true,
  },
  plus_minutes: {
    group: 'Dates',
    parameters: [
      { name: 'value', type: 'date', doc: 'a point in time; of a date, its first instant in UTC' },
      { name: 'minutes', type: 'number', doc: 'minutes to add; negative ones go back' },
    ],
    result: 'datetime',
    doc: 'The point in time some minutes later.',
    examples: [['plus_minutes("2026-03-01T23:45:00Z", 30)', '2026-03-02T00:15:00.000Z']],
    partial: true,
  },
} as const satisfies Record<string, Signature>;
