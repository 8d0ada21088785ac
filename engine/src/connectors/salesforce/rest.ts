import type { Readable } from 'node:stream';
import type { Body } from '../http/body.ts';
import type { Answer, HttpClient, TextAnswer } from '../http/client.ts';
import type { SessionKeeper } from './auth/session.ts';
import { refusal } from './errors.ts';

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the version root: `/composite/sobjects`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly repeat: 'safe' | 'once';
  readonly signal?: AbortSignal;
}

/** Requests to the REST API within a session. A session that has run out is renewed once; a 401 did nothing. */
export interface Rest {
  /** `/services/data/v64.0`: what a request within a request has to begin with. */
  readonly root: string;
  /** An answer of the 2xx or 3xx kind; every other is thrown as `ConnectorError`. */
  send(request: RestRequest): Promise<TextAnswer>;
  stream<T>(request: RestRequest, consume: (body: Readable, answer: Answer) => Promise<T>): Promise<T>;
}

export function createRest(http: HttpClient, sessions: SessionKeeper, version: string): Rest {
  const root = `/services/data/v${version}`;

  async function withSession<T>(
    request: RestRequest,
    attempt: (url: string, headers: Record<string, string>) => Promise<{ status: number; value: T }>,
  ): Promise<T> {
    let session = await sessions.current();
    for (let renewed = false; ; renewed = true) {
      const path = request.path.startsWith('/services/') ? request.path : `${root}${request.path}`;
      const { status, value } = await attempt(new URL(path, session.instanceUrl).href, {
        ...request.headers,
        authorization: `Bearer ${session.accessToken}`,
      });
      if (status !== 401 || renewed) return value;
      session = await sessions.renew(session.accessToken);
    }
  }

  return {
    root,
    async send(request) {
      const answer = await withSession(request, async (url, headers) => {
        const value = await http.send({ ...request, url, headers });
        return { status: value.status, value };
      });
      if (answer.status >= 400) throw refusal(answer, request.repeat);
      return answer;
    },
    async stream(request, consume) {
      const { refused, value } = await withSession(request, async (url, headers) => {
        const result = await http.stream({ ...request, url, headers }, async (body, answer) => {
          if (answer.status < 400) return { status: answer.status, value: await consume(body, answer) };
          const chunks: Buffer[] = [];
          for await (const chunk of body) chunks.push(chunk as Buffer);
          return {
            status: answer.status,
            refused: { ...answer, text: Buffer.concat(chunks).toString('utf8') },
          };
        });
        return { status: result.status, value: result };
      });
      if (refused) throw refusal(refused, request.repeat);
      return value;
    },
  };
}
