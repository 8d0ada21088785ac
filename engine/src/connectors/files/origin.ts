/**
 * How a table is written, kept in its schema's `origin`. Discovery fills it in; whoever knows better corrects it there,
 * and reading obeys.
 */
import * as z from 'zod';
import type { CsvDialect } from './csv.ts';
import type { DateOrder } from './dates.ts';
import { isZone } from '../../mapping/date-arguments.ts';
import type { DecimalSign } from './numbers.ts';

export const formats = ['csv', 'json', 'jsonl', 'xlsx'] as const;
export type Format = (typeof formats)[number];

const schema = z.strictObject({
  file: z.string().min(1),
  format: z.enum(formats),
  sheet: z.string().optional(),
  encoding: z.string().default('utf-8'),
  /** The file holds bytes that its encoding cannot have; rows with them are reported. */
  brokenBytes: z.enum(['yes', 'no']).default('no'),
  delimiter: z.string().min(1).default(','),
  quote: z.string().max(1).default('"'),
  lineEnd: z.enum(['lf', 'crlf', 'cr']).default('lf'),
  dateOrder: z.enum(['DMY', 'MDY']).default('DMY'),
  decimal: z.enum(['.', ',']).default('.'),
  timeZone: z.string().refine(isZone, 'not a time zone; name one like Europe/Berlin').default('UTC'),
  /** Settings above that nothing in the data decided. */
  assumed: z.string().optional(),
});

export interface Origin extends CsvDialect {
  readonly file: string;
  readonly format: Format;
  readonly sheet?: string;
  readonly encoding: string;
  readonly brokenBytes: 'yes' | 'no';
  readonly dateOrder: DateOrder;
  readonly decimal: DecimalSign;
  readonly timeZone: string;
  readonly assumed?: string;
}

/** The settings of an object's schema. Throws where one of them is none, with the object's name. */
export function readOrigin(object: string, origin: Readonly<Record<string, string>> | undefined): Origin {
  const result = schema.safeParse(origin ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = `origin.${issue?.path.join('.') ?? ''}`.replace(/\.$/, '');
  throw new Error(
    `${object}: ${place} in its schema: ${issue?.message}. Correct it, or run discovery again.`,
  );
}

/** Settings that mean something for the format, as texts. */
export function writeOrigin(origin: Origin): Record<string, string> {
  const {
    file,
    format,
    sheet,
    encoding,
    brokenBytes,
    delimiter,
    quote,
    lineEnd,
    dateOrder,
    decimal,
    timeZone,
    assumed,
  } = origin;
  return {
    file,
    format,
    ...(sheet === undefined ? {} : { sheet }),
    ...(format === 'xlsx' ? {} : { encoding }),
    ...(brokenBytes === 'yes' ? { brokenBytes } : {}),
    ...(format === 'csv' ? { delimiter, quote, lineEnd } : {}),
    dateOrder,
    decimal,
    timeZone,
    ...(assumed ? { assumed } : {}),
  };
}
