import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { ConnectorError } from '../errors.ts';
import type { FileTree, TreeFile } from './tree.ts';
import { isClutter, safePath } from './tree.ts';

/** Deflate can pack a thousand to one; exports of text stay under thirty. Small entries may be as dense as they like. */
const maxRatio = 200;
const denseBytes = 16 * 1024 * 1024;
const maxTotalBytes = 256 * 1024 ** 3;
const maxEntries = 2_000_000;

/**
 * An export that is still packed. Only the directory is read at once; each entry is unpacked as a stream when it is
 * opened, and never to disk. A folder that holds everything is taken for the root unless `keepRoot`. An entry that unpacks to more than the directory says ends its stream with an error.
 */
export async function openArchive(
  path: string,
  options: { readonly keepRoot?: boolean } = {},
): Promise<FileTree> {
  const zip = await yauzl
    .openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    })
    .catch((error: unknown) => {
      throw refusal(path, `not a readable .zip (${error instanceof Error ? error.message : String(error)})`);
    });
  try {
    const { files, warnings } = await readDirectory(path, zip);
    const prefix = options.keepRoot ? '' : commonRoot([...files.keys()]);
    const top = [...files.values()]
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) }))
      .filter((file) => !file.path.includes('/'))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return {
      top,
      warnings,
      find(reference) {
        const relative = safePath(reference);
        return Promise.resolve(relative === undefined ? undefined : files.get(prefix + relative));
      },
      close() {
        zip.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readDirectory(
  path: string,
  zip: ZipFile,
): Promise<{ files: Map<string, TreeFile>; warnings: string[] }> {
  const files = new Map<string, TreeFile>();
  const warnings: string[] = [];
  let total = 0;
  if (zip.entryCount > maxEntries) throw refusal(path, `more than ${maxEntries} entries`);
  try {
    for await (const entry of zip.eachEntry()) {
      // Names are looked at here: the library would refuse the whole archive for one that leads out of it.
      const given = yauzl.getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        true,
      );
      if (given.endsWith('/') || isClutter(given)) continue;
      const problem = problemOf(entry);
      const name = safePath(given);
      total += entry.uncompressedSize;
      if (total > maxTotalBytes) throw refusal(path, `unpacks to more than ${maxTotalBytes / 1024 ** 3} GB`);
      if (problem !== undefined || name === undefined)
        warnings.push(
          `${printable(given)} in the archive: ${problem ?? 'its name leads out of the export'}. It is not read.`,
        );
      else if (files.has(name)) warnings.push(`${name}: stands twice in the archive. The first one is read.`);
      else files.set(name, { path: name, bytes: entry.uncompressedSize, open: () => openEntry(zip, entry) });
    }
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw refusal(
      path,
      `its directory is damaged (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  return { files, warnings };
}

function problemOf(entry: Entry): string | undefined {
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  if (isLink) return 'a symbolic link';
  if (entry.isEncrypted()) return 'encrypted';
  if (!entry.canDecodeFileData())
    return `packed by a method that is not supported (${entry.compressionMethod})`;
  const dense = entry.uncompressedSize > maxRatio * entry.compressedSize;
  if (dense && entry.uncompressedSize > denseBytes)
    return `unpacks to ${Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize))} times its size`;
  return undefined;
}

function openEntry(zip: ZipFile, entry: Entry): NodeJS.ReadableStream {
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  zip.openReadStreamPromise(entry).then(
    (stream) => pipeline(stream, out, () => {}),
    (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

/** `export/` where everything lies in that one folder, otherwise nothing. */
function commonRoot(paths: readonly string[]): string {
  const [first = ''] = paths;
  const slash = first.indexOf('/');
  if (slash < 0) return '';
  const root = first.slice(0, slash + 1);
  if (!paths.every((path) => path.startsWith(root))) return '';
  return root + commonRoot(paths.map((path) => path.slice(root.length)));
}

const printable = (name: string): string => JSON.stringify(name).slice(1, -1).slice(0, 200);

const refusal = (path: string, why: string): ConnectorError =>
  new ConnectorError(
    'schema',
    'ARCHIVE_REFUSED',
    `${path}: ${why}. Make the export again, or unpack it and point "path" at the folder.`,
  );
