/** `npm run generate-export -- --seed 7 --scale 1 --out DIR` */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ObjectName } from './generate.ts';
import { generateExport } from './generate.ts';
import { objectNames } from './world.ts';

const usage = `Writes a messy SmartDesk export, the same for the same seed.

  --out PATH           folder (empty or new), or with --zip the archive's file
  --seed N             default 7
  --scale N            default 1: 300 companies, 1,200 contacts, 2,500 activities
  --zip                write a .zip
  --only A,B           files of these objects alone (Contact,Company)
  --count OBJECT=N     records of one object, whatever the scale; may be repeated
  --manifest FILE      write counts of records and of each kind of mess as JSON
  --help
`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '7' },
        scale: { type: 'string', default: '1' },
        zip: { type: 'boolean', default: false },
        only: { type: 'string' },
        count: { type: 'string', multiple: true, default: [] },
        manifest: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(1);
}

function objectName(text: string): ObjectName {
  return (
    objectNames.find((name) => name === text) ??
    fail(`No object ${text}. There are ${objectNames.join(', ')}.`)
  );
}

function number(option: string, text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : fail(`--${option} ${text}: give a number.`);
}

const values = readArguments();
if (values.help) process.stdout.write(usage);
else {
  const counts = values.count.map((text) => {
    const [object = '', count = ''] = text.split('=');
    return [objectName(object), number('count', count)] as const;
  });
  const manifest = await generateExport({
    seed: number('seed', values.seed),
    scale: number('scale', values.scale),
    out: values.out ?? fail('--out is missing.'),
    zip: values.zip,
    only: values.only?.split(',').map(objectName),
    counts: Object.fromEntries(counts),
  }).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (values.manifest) await writeFile(values.manifest, text);
  process.stdout.write(text);
}
