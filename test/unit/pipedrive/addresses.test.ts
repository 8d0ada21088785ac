import assert from 'node:assert/strict';
import { createRest } from '@migmap/engine/connectors/pipedrive/rest';
import { openSession } from '@migmap/engine/connectors/pipedrive/session';
import type { HttpClient, HttpRequest } from '@migmap/engine/connectors/http/client';

const secrets: Record<string, string> = { REFRESH_TOKEN: 'r', CLIENT_ID: 'c', CLIENT_SECRET: 's' };

/** A client that notes what it is asked, and answers a renewal or the body given. */
function noting(body: unknown, api_domain?: string) {
  const urls: string[] = [];
  const send = ({ url }: HttpRequest) => {
    urls.push(url);
    const renewal = { access_token: 'a', ...(api_domain && { api_domain }) };
    return Promise.resolve({
      status: 200,
      headers: {},
      text: JSON.stringify(url.includes('oauth') ? renewal : body),
    });
  };
  return { urls, http: { send } as unknown as HttpClient };
}

async function rest(http: HttpClient, url: string | undefined) {
  const settings = {
    name: 'crm',
    system: 'pipedrive',
    ...(url && { url }),
    options: {},
    secret: (name: string) => Promise.resolve(secrets[name]),
  };
  return createRest(http, await openSession(settings, 'https://login.example/oauth/token', http));
}

describe('addresses and envelopes of Pipedrive', () => {
  const ok = { success: true, data: [] };

  it('the shared host has version 1 at its root, a company below /api', async () => {
    for (const [url, v1] of [
      ['https://api.pipedrive.com', 'https://api.pipedrive.com/v1/notes'],
      ['https://acme.pipedrive.com', 'https://acme.pipedrive.com/api/v1/notes'],
    ] as const) {
      const { http, urls } = noting(ok);
      const asked = await rest(http, url);
      await asked.get('v1', '/notes');
      await asked.get('v2', '/deals', { limit: 5 });
      assert.deepEqual(urls.slice(1), [v1, `${url}/api/v2/deals?limit=5`]);
    }
  });

  it('a session without an address goes where its renewal says that the company answers', async () => {
    const { http, urls } = noting(ok, 'https://acme.pipedrive.com');
    const asked = await rest(http, undefined);
    await asked.get('v2', '/users/me');
    await asked.get('v2', '/deals');
    assert.equal(urls.at(-1), 'https://acme.pipedrive.com/api/v2/deals');
  });

  it('an answer that says it was no success is a refusal, whatever its status', async () => {
    const { http } = noting({ success: false, error: 'Person not found.' });
    const asked = await rest(http, 'https://acme.pipedrive.com');
    await assert.rejects(asked.get('v2', '/persons/1'), { class: 'reference', message: 'Person not found.' });
  });
});
