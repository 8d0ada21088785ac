/** The files of an export, whether it is a folder or an archive. */
import { stat } from 'node:fs/promises';
import { ConnectorError } from '../errors.ts';
import { openArchive } from './archive.ts';
import { openFolder } from './folder.ts';

export interface TreeFile {
  /** Path below the export's root, parts joined by `/`. */
  readonly path: string;
  readonly bytes: number;
  /** A new stream of the bytes with each call. */
  open(): NodeJS.ReadableStream;
}

export interface FileTree {
  /** Files that lie directly in the root: the tables. */
  readonly top: readonly TreeFile[];
  /** What was found and left alone, a sentence each. */
  readonly warnings: readonly string[];
  /** The file of this path below the root, or `undefined`: nothing outside the root is ever found. */
  find(path: string): Promise<TreeFile | undefined>;
  close(): Promise<void>;
}

export async function openTree(path: string): Promise<FileTree> {
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new ConnectorError(
      'schema',
      'EXPORT_MISSING',
      `${path}: no such folder or file. Correct "path" in migmap.json.`,
    );
  if (found.isDirectory()) return openFolder(path);
  if (/\.zip$/i.test(path)) return openArchive(path);
  throw new ConnectorError(
    'schema',
    'EXPORT_KIND',
    `${path}: neither a folder nor a .zip. Correct "path" in migmap.json.`,
  );
}

/**
 * A path as it stands in somebody's data, made relative and plain: `a/b`, or `undefined` where it could lead anywhere
 * else (absolute, drive letter, `..`, NUL). Composed Unicode, so that a name typed on one system is found on another.
 */
export function safePath(path: string): string | undefined {
  const plain = path
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+/, '')
    .normalize('NFC');
  if (plain === '' || plain.startsWith('/') || /^[A-Za-z]:/.test(plain) || plain.includes('\0'))
    return undefined;
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}

/** What operating systems leave behind; never part of an export. */
export function isClutter(path: string): boolean {
  return path.split('/').some((part) => /^(\.[^.].*|__MACOSX|thumbs\.db|desktop\.ini)$/i.test(part));
}
