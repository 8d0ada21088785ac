import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@migmap/emulators/all';
import { startCli } from '../../support/cli/run-cli.ts';
import { smallMigration } from '../../unit/cli/small-migration.ts';
import { chosen } from '../seeded.ts';
import { startEcho, type Careless } from './echo.ts';

/** Stands in every secret of these tests, and in whatever is derived from one. */
const mark = 'S3CR3Tmark';
const secret = (kind: string) => `${mark}-${kind}/+=&0123456789`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const salesforceError = (said: string) =>
  JSON.stringify([{ errorCode: 'STRANGE', message: `You sent: ${said}` }]);
const pipedriveError = (said: string) =>
  JSON.stringify({ success: false, error: `You sent: ${said}`, error_info: said, errorCode: 400 });
const html = (said: string) => `<html><body>Bad gateway for ${said}</body></html>`;

interface Case {
  readonly what: string;
  readonly system: 'salesforce' | 'pipedrive';
  readonly env: Readonly<Record<string, string>>;
  readonly options?: (url: string) => Readonly<Record<string, unknown>>;
  readonly careless: Careless;
  /** What must have been said, so that the case is known to have happened. */
  readonly seen: RegExp;
  readonly command?: readonly string[];
}

const token = { ACCESS_TOKEN: secret('access') };
const client = { CLIENT_ID: 'client', CLIENT_SECRET: secret('client'), REFRESH_TOKEN: secret('refresh') };
const writes = /composite\/sobjects/;

const cases: readonly Case[] = [
  ...[400, 401].flatMap((status): Case[] => [
    {
      what: `a write refused with ${status}`,
      system: 'salesforce',
      env: token,
      careless: ({ method, path }, said) =>
        method !== 'GET' && writes.test(path) ? { status, body: salesforceError(said) } : undefined,
      seen: /\[secret\]|status|attempts|session|token/i,
    },
    {
      what: `a request refused with ${status}`,
      system: 'pipedrive',
      env: { API_TOKEN: secret('api') },
      careless: ({ path }, said) =>
        /users\/me/.test(path) ? { status, body: pipedriveError(said) } : undefined,
      command: ['discover', 'remote'],
      seen: /\[secret\]|status|times/,
    },
  ]),
  {
    what: 'a proxy that answers in HTML',
    system: 'salesforce',
    env: token,
    careless: (_asked, said) => ({ status: 502, type: 'text/html', body: html(said) }),
    command: ['discover', 'remote'],
    seen: /502|Bad gateway/,
  },
  {
    what: 'an answer that is no JSON',
    system: 'salesforce',
    env: token,
    careless: (_asked, said) => ({ status: 200, body: said }),
    command: ['discover', 'remote'],
    seen: /not valid JSON|not iterable/,
  },
  {
    what: 'a records’ result that repeats the token',
    system: 'salesforce',
    env: token,
    careless: ({ method, path }, said) =>
      method !== 'GET' && /composite\/sobjects/.test(path)
        ? {
            status: 200,
            body: JSON.stringify(
              Array.from({ length: 2 }, () => ({
                success: false,
                errors: [{ statusCode: 'STRANGE', message: said, fields: [] }],
              })),
            ),
          }
        : undefined,
    seen: /\[secret\]/,
  },
  {
    what: 'a refused renewal',
    system: 'salesforce',
    env: client,
    options: (url) => ({ loginUrl: url, login: 'refreshToken' }),
    careless: ({ path }, said) =>
      /oauth2\/token/.test(path)
        ? { status: 400, body: JSON.stringify({ error: 'invalid_grant', error_description: said }) }
        : undefined,
    seen: /refused the login: .*\[secret\]/,
  },
  {
    what: 'refused client credentials',
    system: 'salesforce',
    env: { CLIENT_ID: 'client', CLIENT_SECRET: secret('client') },
    options: (url) => ({ loginUrl: url, login: 'clientCredentials' }),
    careless: ({ path }, said) =>
      /oauth2\/token/.test(path)
        ? { status: 400, body: JSON.stringify({ error: 'invalid_client', error_description: said }) }
        : undefined,
    seen: /refused the login: .*\[secret\]/,
  },
  {
    what: 'a refused assertion',
    system: 'salesforce',
    env: { CLIENT_ID: 'client', USERNAME: 'ada@example.com', PRIVATE_KEY: pem },
    options: (url) => ({ loginUrl: url, login: 'jwt' }),
    careless: ({ path }, said) =>
      /oauth2\/token/.test(path)
        ? { status: 400, body: JSON.stringify({ error: 'invalid_grant', error_description: said }) }
        : undefined,
    seen: /refused the login: .*\[secret\]/,
  },
  {
    what: 'a key that is none',
    system: 'salesforce',
    env: { CLIENT_ID: 'client', USERNAME: 'ada@example.com', PRIVATE_KEY: secret('key') },
    options: (url) => ({ loginUrl: url, login: 'jwt' }),
    careless: () => undefined,
    seen: /not a PEM private key/,
  },
  {
    what: 'a refused renewal',
    system: 'pipedrive',
    env: { ACCESS_TOKEN: secret('access'), ...client },
    options: (url) => ({ tokenUrl: `${url}/oauth/token` }),
    careless: ({ path }, said) => ({
      status: /oauth\/token/.test(path) ? 400 : 401,
      body: pipedriveError(said),
    }),
    command: ['discover', 'remote'],
    seen: /does not renew the session/,
  },
];

describe('a secret', function () {
  this.timeout(120_000);
  const emulators = new Map<string, Emulator>();
  before(async () => {
    const users = [{ email: 'ada@example.com', name: 'Ada Lovelace' }];
    emulators.set('salesforce', await startEmulator('salesforce', { org: { users } }));
    emulators.set('pipedrive', await startEmulator('pipedrive'));
  });
  after(async () => {
    for (const emulator of emulators.values()) await emulator.close();
  });

  /** Every form in which a secret of the case could stand somewhere. */
  const forms = (env: Case['env']): string[] => [
    mark,
    Buffer.from(mark).toString('base64').slice(0, 10),
    ...(env['PRIVATE_KEY']?.includes('BEGIN')
      ? env['PRIVATE_KEY'].split('\n').filter((l) => l.length > 40)
      : []),
    // The assertion of a JWT login begins so.
    ...(env['PRIVATE_KEY'] ? [Buffer.from('{"alg":"RS256"}').toString('base64url')] : []),
    ...(env['CLIENT_SECRET'] ? [Buffer.from(`client:${env['CLIENT_SECRET']}`).toString('base64')] : []),
  ];

  for (const c of chosen(cases, 4, 'secrets'))
    it(`is in nothing that is written or printed: ${c.system}, ${c.what}`, async () => {
      const echo = await startEcho(emulators.get(c.system)!.url, c.careless);
      const small = smallMigration({ url: echo.url });
      try {
        const config = JSON.parse(readFileSync(join(small.root, 'migmap.json'), 'utf8')) as {
          connections: Record<string, object>;
        };
        config.connections['remote'] = {
          system: c.system,
          stage: 'sandbox',
          url: echo.url,
          ...c.options?.(echo.url),
        };
        writeFileSync(join(small.root, 'migmap.json'), JSON.stringify(config));
        const env = Object.fromEntries(Object.entries(c.env).map(([k, v]) => [`MIGMAP_REMOTE_${k}`, v]));
        const commands = c.command
          ? [c.command]
          : [
              ['discover'],
              ['manifest', 'main.migmap', '--create'],
              ['run', 'main.migmap', '--hold-unmatched'],
            ];
        let said = '';
        let argumentsSeen = '';
        for (const command of commands) {
          const { child, end } = startCli(command, small.root, {
            env: { ...env, MIGMAP_DEBUG: '1', DEBUG: '*' },
          });
          const looking = setInterval(() => (argumentsSeen += cmdline(child.pid)), 50);
          // Waiting for a server that goes on refusing is not what is tried here.
          const patience = setTimeout(() => child.kill('SIGINT'), 45_000);
          const { out, err } = await end;
          clearTimeout(patience);
          clearInterval(looking);
          said += `${out}\n${err}\n`;
        }
        assert.match(said, c.seen);
        assert.ok(argumentsSeen.includes('main.ts'), 'the arguments of the process were read');
        const places: [string, string][] = [
          ['the output', said],
          ['the arguments', argumentsSeen],
          ...globSync('**/*', { cwd: small.root })
            .concat(globSync('.migmap/**/*', { cwd: small.root }))
            .filter((file) => statSync(join(small.root, file)).isFile())
            .map((file): [string, string] => [file, readFileSync(join(small.root, file), 'latin1')]),
        ];
        for (const [place, text] of places)
          for (const form of forms(c.env)) {
            const at = text.indexOf(form);
            assert.equal(at, -1, `${place}: …${text.slice(Math.max(0, at - 80), at + 120)}…`);
          }
      } finally {
        rmSync(small.root, { recursive: true });
        await echo.close();
      }
    });
});

function cmdline(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
