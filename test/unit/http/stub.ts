import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Stub {
  readonly url: string;
  readonly seen: Seen[];
  /** Drops every connection as it stands. */
  cutAll(): void;
  close(): Promise<void>;
}

/** A server on the loopback address that answers each request as the test says; `cut` drops the connection. */
export async function startStub(
  answer: (
    request: Seen,
    n: number,
  ) => { status?: number; headers?: Record<string, string>; body?: unknown } | 'cut',
): Promise<Stub> {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void (async () => {
      const body = await text(request);
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      const said = answer(one, seen.length);
      if (said === 'cut') return void request.socket.destroy();
      const out = typeof said.body === 'string' ? said.body : JSON.stringify(said.body ?? null);
      response.writeHead(said.status ?? 200, said.headers ?? {}).end(said.status === 204 ? undefined : out);
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    cutAll: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
