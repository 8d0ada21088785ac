import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Echo {
  readonly url: string;
  close(): Promise<void>;
}

/** What a careless server says: everything that it was sent. `undefined`: the request goes on to the real one. */
export type Careless = (
  asked: { readonly method: string; readonly path: string; readonly nth: number },
  said: string,
) => { readonly status: number; readonly type?: string; readonly body: string } | undefined;

/** Stands before a server and answers for it, headers and bodies repeated. */
export async function startEcho(target: string, careless: Careless): Promise<Echo> {
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await buffer(incoming);
      const { method = '', url: path = '' } = incoming;
      const bare = `${method} ${path.split('?')[0]}`;
      const nth = (counts.get(bare) ?? 0) + 1;
      counts.set(bare, nth);
      const said = `${path} ${JSON.stringify(incoming.headers)} ${body.toString('utf8')}`;
      const answer = careless({ method, path, nth }, said);
      if (answer !== undefined) {
        outgoing
          .writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' })
          .end(answer.body);
        return;
      }
      const onward = request(new URL(path, target), {
        method,
        headers: { ...incoming.headers, host: new URL(target).host },
      });
      onward.on('response', (real: IncomingMessage) => {
        outgoing.writeHead(real.statusCode ?? 502, real.headers);
        real.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
