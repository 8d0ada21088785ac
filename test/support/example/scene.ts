/** A prepared destination with residents, made once and copied for each test. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExport } from '@migmap/emulators/smartdesk/generate';
import {
  emulate,
  openExample,
  wholeDatabase,
  type Example,
  type Place,
  type System,
  type Tables,
} from './example.ts';
import type { Killed } from './killed.ts';
import { settleResidents } from './residents.ts';

export interface Scene {
  readonly place: Place;
  readonly example: Example;
  readonly residents: Readonly<Record<string, readonly string[]>>;
  /** Before the load. */
  readonly before: Tables;
  readonly database: () => Tables;
  /** Moves the destination's clock on. */
  readonly wait: (days: number) => void;
  readonly now: () => Date;
  /** Does it in a process that dies at a write; `undefined` where it lived. */
  readonly killed: (how: Omit<Killed, 'place'>) => Promise<NodeJS.Signals | undefined>;
}

const overwrite: Record<System, NonNullable<Place['edit']>> = {
  salesforce: [['match Website', 'match Website on conflict update']],
  pipedrive: [['match website', 'match website on conflict update']],
};

/** Scenes of one system; they are closed after the test, and the folders go after the surrounding `describe`. */
export function scenes(system: System, scale = 0.02): () => Promise<Scene> {
  const open: (() => Promise<void>)[] = [];
  let root = '';
  let residents: Scene['residents'] = {};
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'migmap-scene-'));
    const folder = join(root, 'first');
    await generateExport({ seed: 7, scale, out: join(folder, 'export') });
    const emulator = await emulate(system, folder);
    const example = await openExample({ system, folder, url: emulator.url }, true);
    residents = await settleResidents(example);
    await example.close();
    await emulator.close();
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  after(() => rmSync(root, { recursive: true, force: true }));
  return async () => {
    const folder = mkdtempSync(join(root, 'scene-'));
    cpSync(join(root, 'first'), folder, { recursive: true });
    let later = 0;
    const now = (): Date => new Date(Date.now() + later);
    const emulator = await emulate(system, folder, { now });
    const place = { system, folder, url: emulator.url, edit: overwrite[system] };
    const opened = await openExample(place);
    // The days pass on both sides: the destination's clock is ahead by no more than it was when they began to.
    const usage = () => {
      const told = opened.destination.usage();
      const { clockAheadMs = 0 } = told;
      return { ...told, clockAheadMs: clockAheadMs > later / 2 ? clockAheadMs - later : clockAheadMs };
    };
    const example = { ...opened, destination: { ...opened.destination, usage } };
    open.push(async () => {
      await example.close();
      await emulator.close();
    });
    const database = (): Tables => wholeDatabase(folder);
    return {
      place,
      example,
      residents,
      before: database(),
      database,
      wait: (days) => void (later += days * 86_400_000),
      now,
      killed: (how) => kill({ place, ...how }),
    };
  };
}

const script = join(import.meta.dirname, 'killed.ts');
const node = ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning'];

function kill(how: Killed): Promise<NodeJS.Signals | undefined> {
  return new Promise((settle, reject) =>
    execFile(process.execPath, [...node, script, JSON.stringify(how)], (error, _out, said) => {
      if (error && !error.signal) reject(new Error(said, { cause: error }));
      else settle(error?.signal ?? undefined);
    }),
  );
}
