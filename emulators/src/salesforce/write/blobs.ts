import { statSync } from 'node:fs';
import type { Org } from '../org/org.ts';

/*
 * A base64 column holds `<file>|<md5>`: the body lies in the blob store under that file name.
 */

export const blobCell = (blob: { readonly name: string; readonly md5: string }): string =>
  `${blob.name}|${blob.md5}`;

export const blobFile = (cell: string): string => cell.split('|')[0] ?? '';

export function blobFacts(org: Org, cell: string): { readonly bytes: number; readonly md5: string } {
  return { bytes: statSync(org.blobs.path(blobFile(cell))).size, md5: cell.split('|')[1] ?? '' };
}
