import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Opens a server on 127.0.0.1; port 0 takes any free one. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  return (server.address() as AddressInfo).port;
}

/** Closes a server and every connection to it. */
export const hangUpAll = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
