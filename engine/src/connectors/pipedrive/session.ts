import * as z from 'zod';
import { keepSecret } from '../../config/secrecy.ts';
import { ConnectorError } from '../errors.ts';
import { textBody } from '../http/body.ts';
import type { HttpClient } from '../http/client.ts';
import type { ConnectionSettings } from '../registry.ts';

/** Where the company's API answers, and the headers that let a request in. */
export interface Session {
  readonly url: string;
  headers(): Promise<Readonly<Record<string, string>>>;
  /** After a 401 with these headers: whether there are new ones. */
  renew(refused: Readonly<Record<string, string>>): Promise<boolean>;
}

const tokens = z.looseObject({ access_token: z.string(), api_domain: z.url().optional() });

/**
 * A personal token (`API_TOKEN`), or OAuth: an `ACCESS_TOKEN`, renewed by `REFRESH_TOKEN` with `CLIENT_ID` and
 * `CLIENT_SECRET` where those are there. A local system takes any token.
 */
export async function openSession(
  settings: ConnectionSettings,
  tokenUrl: string,
  http: HttpClient,
): Promise<Session> {
  let url = (settings.url ?? 'https://api.pipedrive.com').replace(/\/+$/, '');
  const secret = async (name: string) => settings.secret(name);
  const token = (await secret('API_TOKEN')) ?? (settings.stage === 'local' ? 'local' : undefined);
  if (token !== undefined) {
    const headers = { 'x-api-token': token };
    return { url, headers: () => Promise.resolve(headers), renew: () => Promise.resolve(false) };
  }
  const [access, refresh, id, clientSecret] = await Promise.all(
    ['ACCESS_TOKEN', 'REFRESH_TOKEN', 'CLIENT_ID', 'CLIENT_SECRET'].map(secret),
  );
  const client = refresh && id && clientSecret ? { refresh, id, secret: clientSecret } : undefined;
  if (access === undefined && client === undefined) throw noToken(settings.name);
  let bearer = access;
  let renewing: Promise<string> | undefined;
  const renewed = (): Promise<string> =>
    (renewing ??= refreshed(http, client as Client, tokenUrl, settings.name)
      .then(({ access_token, api_domain }) => {
        // A session belongs to one company, and says where that one answers.
        if (settings.url === undefined && api_domain !== undefined) url = api_domain.replace(/\/+$/, '');
        return access_token;
      })
      .finally(() => (renewing = undefined)));
  return {
    get url() {
      return url;
    },
    async headers() {
      bearer ??= await renewed();
      return { authorization: `Bearer ${bearer}` };
    },
    async renew(refused) {
      if (client === undefined) return false;
      if (refused['authorization'] === `Bearer ${bearer}`) bearer = await renewed();
      return true;
    },
  };
}

interface Client {
  readonly refresh: string;
  readonly id: string;
  readonly secret: string;
}

async function refreshed(
  http: HttpClient,
  client: Client,
  url: string,
  name: string,
): Promise<z.infer<typeof tokens>> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: client.refresh });
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  keepSecret(basic);
  const answer = await http.send({
    method: 'POST',
    url,
    headers: { authorization: `Basic ${basic}` },
    body: textBody('application/x-www-form-urlencoded', form.toString()),
    repeat: 'safe',
  });
  const parsed = answer.status < 400 ? tokens.safeParse(JSON.parse(answer.text)) : undefined;
  if (parsed?.success) {
    keepSecret(parsed.data.access_token);
    return parsed.data;
  }
  throw new ConnectorError(
    'auth',
    `HTTP_${answer.status}`,
    `Connection "${name}": Pipedrive does not renew the session. Log in again.`,
  );
}

function noToken(name: string): ConnectorError {
  const variable = `MIGMAP_${name.toUpperCase().replaceAll('-', '_')}_API_TOKEN`;
  return new ConnectorError(
    'auth',
    'NO_TOKEN',
    `Connection "${name}" has no API token. Set ${variable}, or keep it in the editor (Migmap: Set Connection Secret).`,
  );
}
