import assert from 'node:assert/strict';
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { startClient, type Client } from './client.ts';

const redirect = 'http://localhost:1717/OauthRedirect';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

describe('Salesforce sign-in', () => {
  let client: Client;
  before(async () => {
    client = await startClient({
      org: {
        tokens: { good: [] },
        users: [{ email: 'mover@x.example', name: 'Max Mover' }],
        clients: [
          { id: 'desktop', redirectUris: [redirect] },
          { id: 'service', secret: 's3cret', runAs: 'mover@x.example' },
          { id: 'signed', certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
        ],
      },
    });
  });
  after(() => client.close());

  const token = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    client.call('POST', '/services/oauth2/token', new URLSearchParams(form), headers);
  const who = async (access: string) => {
    const { status, body } = await client.get('/services/oauth2/userinfo', {
      authorization: `Bearer ${access}`,
    });
    return status === 200 ? body.preferred_username : status;
  };

  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  async function code(more: Record<string, string> = {}): Promise<URL> {
    const ask = new URLSearchParams({
      response_type: 'code',
      client_id: 'desktop',
      redirect_uri: redirect,
      state: 'xyz',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    });
    const answer = await client.get(`/services/oauth2/authorize?${ask.toString()}`);
    assert.equal(answer.status, 302, JSON.stringify(answer.body));
    return new URL(answer.headers.get('location') ?? '');
  }
  const exchange = (at: URL, more: Record<string, string> = {}) =>
    token({
      grant_type: 'authorization_code',
      client_id: 'desktop',
      redirect_uri: redirect,
      code: at.searchParams.get('code') ?? '',
      code_verifier: verifier,
      ...more,
    });

  it('with a code and PKCE gives tokens that work, refresh and can be revoked', async () => {
    const at = await code();
    assert.equal(at.searchParams.get('state'), 'xyz');
    const { status, body } = await exchange(at);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.instance_url, client.url);
    assert.equal(await who(body.access_token), 'migration@local.example');
    const identity = await client.get(new URL(body.id).pathname, {
      authorization: `Bearer ${body.access_token}`,
    });
    assert.equal(identity.body.organization_id, client.emulator.org.ids.organization);

    const refreshed = await token({
      grant_type: 'refresh_token',
      client_id: 'desktop',
      refresh_token: body.refresh_token,
    });
    assert.equal(await who(refreshed.body.access_token), 'migration@local.example');
    await client.call('POST', '/services/oauth2/revoke', new URLSearchParams({ token: body.access_token }));
    assert.equal(await who(body.access_token), 401);
    assert.equal(await who(refreshed.body.access_token), 'migration@local.example');
    await client.call('POST', '/services/oauth2/revoke', new URLSearchParams({ token: body.refresh_token }));
    const late = await token({
      grant_type: 'refresh_token',
      client_id: 'desktop',
      refresh_token: body.refresh_token,
    });
    assert.deepEqual([late.status, late.body.error], [400, 'invalid_grant']);
  });

  it('takes a code once, from the client and with the verifier that it was made for', async () => {
    const at = await code();
    assert.equal((await exchange(at)).status, 200);
    assert.equal((await exchange(at)).body.error, 'invalid_grant');
    assert.equal((await exchange(await code(), { code_verifier: 'another' })).body.error, 'invalid_grant');
    assert.equal((await exchange(await code(), { client_id: 'service' })).body.error, 'invalid_grant');
    assert.equal(
      (await exchange(await code(), { redirect_uri: 'http://localhost/x' })).body.error,
      'redirect_uri_mismatch',
    );
  });

  it('asks a public client for a challenge, and any client for a known address', async () => {
    const bare = await code({ code_challenge: '', code_challenge_method: 'plain' });
    assert.equal(bare.searchParams.get('error'), 'invalid_request');
    const ask = new URLSearchParams({
      response_type: 'code',
      client_id: 'desktop',
      redirect_uri: 'http://evil.example/',
    });
    const { status, body } = await client.get(`/services/oauth2/authorize?${ask.toString()}`);
    assert.deepEqual([status, body.error], [400, 'redirect_uri_mismatch']);
  });

  it('with client credentials runs as the user of the client', async () => {
    const basic = { authorization: `Basic ${Buffer.from('service:s3cret').toString('base64')}` };
    const { body } = await token({ grant_type: 'client_credentials' }, basic);
    assert.equal(await who(body.access_token), 'mover@x.example');
    const wrong = await token({
      grant_type: 'client_credentials',
      client_id: 'service',
      client_secret: 'other',
    });
    assert.equal(wrong.body.error, 'invalid_client');
    const open = await token({ grant_type: 'client_credentials', client_id: 'desktop' });
    assert.equal(open.body.error, 'invalid_client_id');
  });

  const jwt = (claims: Record<string, unknown>, key = privateKey) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const content = `${part({ alg: 'RS256' })}.${part({ iss: 'signed', sub: 'mover@x.example', aud: client.url, exp: now + 120, ...claims })}`;
    return `${content}.${createSign('RSA-SHA256').update(content).sign(key).toString('base64url')}`;
  };
  const bearer = (assertion: string) =>
    token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });

  it('with a signed assertion runs as its subject', async () => {
    const { status, body } = await bearer(jwt({}));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(await who(body.access_token), 'mover@x.example');
  });

  const forged: readonly [string, () => string, string][] = [
    ['signed by another key', () => jwt({}, stranger), 'invalid_grant'],
    ['that has ended', () => jwt({ exp: 1 }), 'invalid_grant'],
    ['for another audience', () => jwt({ aud: 'https://elsewhere.example' }), 'invalid_grant'],
    ['for an unknown user', () => jwt({ sub: 'nobody@x.example' }), 'invalid_grant'],
    ['of an unknown client', () => jwt({ iss: 'other' }), 'invalid_client_id'],
    ['that is none', () => 'a.b.c', 'invalid_grant'],
  ];
  for (const [what, assertion, error] of forged) {
    it(`refuses an assertion ${what}`, async () => {
      const { status, body } = await bearer(assertion());
      assert.deepEqual([status, body.error], [400, error]);
    });
  }

  it('with a password is not offered', async () => {
    const { body } = await token({ grant_type: 'password', username: 'a', password: 'b' });
    assert.equal(body.error, 'unsupported_grant_type');
  });
});
