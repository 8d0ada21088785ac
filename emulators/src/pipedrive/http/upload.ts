import busboy from 'busboy';
import { TooLarge, type Blob } from '../../store/blobs.ts';
import { ApiError, invalid } from '../errors.ts';
import type { Exchange } from './types.ts';

export interface Upload {
  readonly name: string;
  readonly blob: Blob;
  readonly members: Readonly<Record<string, string>>;
}

/** A multipart form with one `file`, whose bytes go to disk as they come. */
export async function readUpload(exchange: Exchange): Promise<Upload> {
  const { account, headers } = exchange;
  if (!/^multipart\/form-data/i.test(headers['content-type'] ?? ''))
    throw new ApiError(400, 'No files were uploaded', { info: 'A multipart/form-data body is expected.' });
  const form = busboy({ headers, defParamCharset: 'utf8', limits: { files: 1 } });
  const members: Record<string, string> = {};
  let saved: Promise<Blob> | undefined;
  let name = '';
  form.on('field', (field, value) => {
    members[field] = value;
  });
  form.on('file', (field, stream, info) => {
    if (field !== 'file') return void stream.resume();
    name = info.filename ?? 'file';
    saved = account.blobs.save(stream, account.definition.plan.fileBytes);
    saved.catch(() => stream.resume());
  });
  const source = exchange.stream();
  await new Promise<void>((done, fail) => {
    form.on('close', done);
    form.on('error', fail);
    source.on('error', fail);
    source.on('close', () => {
      if (!source.readableEnded) form.destroy(new Error('the upload was cut off'));
    });
    source.pipe(form);
  });
  if (saved === undefined) throw invalid('file', 'This field is missing.');
  try {
    return { name, blob: await saved, members };
  } catch (error) {
    if (error instanceof TooLarge)
      throw new ApiError(413, 'File size is over the limit', {
        info: `A file may have ${account.definition.plan.fileBytes} bytes.`,
      });
    throw error;
  }
}
