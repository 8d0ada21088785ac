/** The list of attachments and the files themselves: small real ones of four kinds, and one of three megabytes. */
import { crc32, deflateSync } from 'node:zlib';
import { dayMonthYearTime, moment } from '../dates.ts';
import type { CsvTable } from '../table.ts';
import { sentences } from '../words.ts';
import type { ObjectName, World } from '../world.ts';

const kinds = [
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['png', 'image/png'],
  ['pdf', 'application/pdf'],
] as const;
const parents: readonly ObjectName[] = ['Contact', 'Deal', 'Company', 'Ticket'];
const largeOne = 4;

interface Attachment {
  readonly filename: string;
  readonly path: string;
  readonly contentType: string;
  readonly missing: boolean;
}

export function attachmentAt(world: World, index: number): Attachment {
  const [extension, contentType] = kinds[index % kinds.length] ?? kinds[0];
  const id = world.id('Attachment', index);
  const filename =
    index % 10 === 7 ? `Übersicht ${index + 1}.${extension}` : `file-${index + 1}.${extension}`;
  return { filename, path: `attachments/${id}-${filename}`, contentType, missing: index % 25 === 9 };
}

export function attachmentBytes(world: World, index: number): Buffer {
  const random = world.random('attachment bytes', index);
  const lines = Array.from({ length: 2 + random.int(30) }, (_, n) => `${n + 1}, ${random.pick(sentences)}\n`);
  const text = lines.join('');
  if (index === largeOne) return Buffer.alloc(3 * 1024 * 1024, text);
  const [extension] = kinds[index % kinds.length] ?? kinds[0];
  if (extension === 'png') return png(random.int(256), random.int(256), random.int(256));
  if (extension === 'pdf') return pdf(`Attachment ${index + 1}`);
  return Buffer.from(extension === 'csv' ? `No, Remark\n${text}` : text);
}

export const attachments: CsvTable = {
  object: 'Attachment',
  path: 'attachments.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'Filename',
    'Path',
    'Content Type',
    'Size',
    'Parent Type',
    'Parent ID',
    'Uploaded By',
    'Created At',
  ],
  row(world, index, tally) {
    const random = world.random('attachment', index);
    const file = attachmentAt(world, index);
    const parent = random.pick(parents);
    if (file.missing) tally.add(['missingAttachmentFiles']);
    return [
      world.id('Attachment', index),
      file.filename,
      file.path,
      file.contentType,
      attachmentBytes(world, index).length,
      parent,
      world.id(parent, random.skewed(world.count(parent))),
      world.id('User', random.int(world.count('User'))),
      dayMonthYearTime(moment(random)),
    ];
  },
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
};

/** A square of one colour, 16 by 16. */
function png(...colour: readonly number[]): Buffer {
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0]);
  const line = Buffer.from([0, ...Array.from({ length: 16 }, () => colour).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 16 }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One page with one line of text. */
function pdf(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, n) => {
    const offset = out.length;
    out += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${out}${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`,
    'latin1',
  );
}
