import type { WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { textBody } from '../../http/body.ts';
import type { TextAnswer } from '../../http/client.ts';
import { withGrace } from '../../http/grace.ts';
import type { Blobs, Bodies } from './collection-request.ts';
import {
  bodiesOf,
  collectionLimits,
  confirmedResults,
  graceMs,
  pieces,
  readAnswer,
  requestFor,
} from './collection-request.ts';
import type { Writer } from './context.ts';
import { failed, inPieces } from './results.ts';

/** sObject Collections: up to 200 records, each with an outcome of its own; whose it is, is confirmed. */
export async function writeCollections(
  writer: Writer,
  batch: WriteBatch,
  context: WriteContext,
  blobs?: Blobs,
): Promise<readonly WriteResult[]> {
  const bodies = await bodiesOf(writer, batch, blobs);
  return inPieces(pieces(batch.records, bodies, collectionLimits), context.signal, (piece) =>
    sendPiece(writer, batch, piece, bodies, withGrace(context.signal, graceMs)),
  );
}

async function sendPiece(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  bodies: Bodies,
  signal: AbortSignal | undefined,
): Promise<readonly WriteResult[]> {
  const { method, path, text } = requestFor(batch, piece, bodies);
  let answer: TextAnswer;
  try {
    answer = await writer.rest.send({
      method,
      path,
      headers: writer.headers,
      ...(text === undefined ? {} : { body: textBody('application/json', text) }),
      repeat: 'once',
      signal,
    });
  } catch (error) {
    return sendHalves(writer, batch, piece, bodies, signal, error);
  }
  return confirmedResults(writer, batch, piece, readAnswer(answer.text));
}

/** One value that cannot be read makes the platform refuse the request whole; it must cost one record. Throws what is of another kind. */
export async function sendHalves(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  bodies: Bodies,
  signal: AbortSignal | undefined,
  refused: unknown,
): Promise<readonly WriteResult[]> {
  if (!(refused instanceof ConnectorError) || !recordsFault(refused)) throw refused;
  const only = piece[0];
  if (piece.length === 1 && only) return [failed(only, refused)];
  const middle = Math.ceil(piece.length / 2);
  return inPieces([piece.slice(0, middle), piece.slice(middle)], undefined, (half) =>
    sendPiece(writer, batch, half, bodies, signal),
  );
}

function recordsFault(error: ConnectorError): boolean {
  return error.class === 'validation' || error.class === 'reference' || error.class === 'duplicate';
}
