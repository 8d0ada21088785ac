import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { signInFor } from '@migmap/engine/connectors/salesforce/auth/sign-in';
import { webLogin } from '@migmap/engine/connectors/salesforce/auth/web-flow';
import { salesforceOptions } from '@migmap/engine/connectors/salesforce/options';
import type { ConnectionSettings } from '@migmap/engine/connectors/registry';
import { startStub } from '../http/stub.ts';
import { json } from './org.ts';

const settings = (
  url: string | undefined,
  secrets: Record<string, string>,
  more: object = {},
): ConnectionSettings => ({
  name: 'acme-uat',
  system: 'salesforce',
  url,
  options: {},
  secret: (name) => Promise.resolve(secrets[name]),
  ...more,
});
const options = (given: object = {}) => salesforceOptions.parse(given);

describe('Salesforce login', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('local stage needs nothing', async () => {
    const signIn = await signInFor(settings('http://127.0.0.1:1', {}, { stage: 'local' }), options());
    assert.deepEqual(await signIn(), { instanceUrl: 'http://127.0.0.1:1', accessToken: 'local' });
  });

  it('without anything it names the variables', async () => {
    await assert.rejects(signInFor(settings('http://x', {}), options()), {
      class: 'auth',
      message: /MIGMAP_ACME_UAT_ACCESS_TOKEN/,
    });
  });

  const grants: { what: string; secrets: Record<string, string>; expect: Record<string, string> }[] = [
    {
      what: 'client credentials',
      secrets: { CLIENT_ID: 'i', CLIENT_SECRET: 's' },
      expect: { grant_type: 'client_credentials', client_id: 'i', client_secret: 's' },
    },
    {
      what: 'refresh token',
      secrets: { CLIENT_ID: 'i', REFRESH_TOKEN: 'r' },
      expect: { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'i' },
    },
    {
      what: 'JWT',
      secrets: { CLIENT_ID: 'i', PRIVATE_KEY: pem, USERNAME: 'a@b.c' },
      expect: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
    },
  ];
  for (const { what, secrets, expect } of grants) {
    it(what, async () => {
      const stub = await startStub(() => json({ access_token: 'T', instance_url: 'https://my.example' }));
      const signIn = await signInFor(settings(stub.url, secrets), options());
      assert.partialDeepStrictEqual(await signIn(), { instanceUrl: 'https://my.example', accessToken: 'T' });
      const sent = Object.fromEntries(new URLSearchParams(stub.seen[0]?.body));
      assert.equal(stub.seen[0]?.path, '/services/oauth2/token');
      assert.partialDeepStrictEqual(sent, expect);
      if (sent['assertion'] !== undefined) {
        const [head, claims, signature] = sent['assertion'].split('.');
        const signed = Buffer.from(`${head}.${claims}`);
        assert.ok(verify('sha256', signed, publicKey, Buffer.from(signature ?? '', 'base64url')));
        const said = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as Record<string, unknown>;
        assert.partialDeepStrictEqual(said, { iss: 'i', sub: 'a@b.c', aud: stub.url });
        assert.ok(Number(said['exp']) > Date.now() / 1000);
      }
      await stub.close();
    });
  }

  it('a refused login says so without the secret', async () => {
    const stub = await startStub(() => ({
      ...json({ error: 'invalid_client', error_description: 'invalid client credentials' }),
      status: 400,
    }));
    const signIn = await signInFor(
      settings(stub.url, { CLIENT_ID: 'i', CLIENT_SECRET: 'very-secret' }),
      options(),
    );
    await assert.rejects(signIn(), (error: Error) => {
      assert.match(error.message, /invalid client credentials/);
      assert.doesNotMatch(error.message, /very-secret/);
      return true;
    });
    await stub.close();
  });

  it('a private key that is none', async () => {
    const secrets = { CLIENT_ID: 'i', PRIVATE_KEY: 'not a key', USERNAME: 'a@b.c' };
    const signIn = await signInFor(settings('http://127.0.0.1:1', secrets), options());
    await assert.rejects(signIn(), { code: 'BAD_PRIVATE_KEY' });
  });

  describe('through the browser', () => {
    const challenge = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
    it('proves with PKCE that it is the one who asked', async () => {
      const stub = await startStub(() =>
        json({ access_token: 'T', refresh_token: 'R', instance_url: 'https://my.example' }),
      );
      let asked = new URLSearchParams();
      const session = await webLogin({
        loginUrl: stub.url,
        clientId: 'i',
        port: 0,
        async open(url) {
          asked = new URL(url).searchParams;
          const back = new URL(asked.get('redirect_uri') ?? '');
          back.hostname = '127.0.0.1';
          const forged = await fetch(`${back.href}?code=evil&state=other`);
          assert.equal(forged.status, 400, 'another state is not ours');
          await fetch(`${back.href}?code=C&state=${encodeURIComponent(asked.get('state') ?? '')}`);
        },
      });
      assert.deepEqual(session, { instanceUrl: 'https://my.example', accessToken: 'T', refreshToken: 'R' });
      const sent = new URLSearchParams(stub.seen[0]?.body);
      assert.equal(sent.get('code'), 'C');
      assert.equal(challenge(sent.get('code_verifier') ?? ''), asked.get('code_challenge'));
      await stub.close();
    });

    it('ends when the person refuses, and when the host gives up', async () => {
      const refuse = webLogin({
        loginUrl: 'http://127.0.0.1:1',
        clientId: 'i',
        port: 0,
        async open(url) {
          const asked = new URL(url).searchParams;
          const back = new URL(asked.get('redirect_uri') ?? '');
          back.hostname = '127.0.0.1';
          await fetch(`${back.href}?error=access_denied&error_description=no&state=${asked.get('state')}`);
        },
      });
      await assert.rejects(refuse, { code: 'access_denied' });
      const stop = new AbortController();
      const open = () => stop.abort();
      const gone = webLogin({
        loginUrl: 'http://127.0.0.1:1',
        clientId: 'i',
        port: 0,
        open,
        signal: stop.signal,
      });
      await assert.rejects(gone, { code: 'LOGIN_CANCELLED' });
    });
  });

  describe('through the Salesforce CLI', () => {
    const path = process.env['PATH'];
    let folder = '';
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'migmap-sf-'));
      process.env['PATH'] = `${folder}${delimiter}${path}`;
    });
    afterEach(async () => {
      process.env['PATH'] = path;
      await rm(folder, { recursive: true });
    });
    const fake = async (script: string) => {
      await writeFile(join(folder, 'sf'), `#!/bin/sh\n${script}\n`);
      await chmod(join(folder, 'sf'), 0o755);
    };
    const signIn = async () => (await signInFor(settings(undefined, {}), options({ sf: 'uat' })))();
    const display = (token: string) =>
      `echo '{"result":{"instanceUrl":"https://my.example","accessToken":"${token}"}}'`;

    it('takes the token that it displays', async () => {
      await fake(`[ "$1 $2 $4" = "org display uat" ] && ${display('T')}`);
      assert.deepEqual(await signIn(), { instanceUrl: 'https://my.example', accessToken: 'T' });
    });
    it('asks for the token that newer versions hide', async () => {
      await fake(
        `case "$2" in display) ${display('[REDACTED] Use sf org auth show-access-token')};; auth) echo '{"result":{"accessToken":"U"}}';; esac`,
      );
      assert.deepEqual(await signIn(), { instanceUrl: 'https://my.example', accessToken: 'U' });
    });
    it('says how to log in', async () => {
      await fake('exit 1');
      await assert.rejects(signIn(), { code: 'SF_NOT_LOGGED_IN', message: /sf org login web --alias uat/ });
    });
  });
});
