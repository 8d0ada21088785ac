import { randomBytes } from 'node:crypto';
import type { Org } from './org.ts';

/** Access and refresh tokens, kept beside the records so that they outlive a restart. */
export interface Sessions {
  /** The user that a token stands for, or `undefined` when it is not (or no longer) good. */
  readonly userOf: (token: string) => string | undefined;
  readonly issue: (userId: string) => { readonly access: string; readonly refresh: string };
  /** A new access token for a refresh token. */
  readonly refresh: (refresh: string) => { readonly access: string; readonly userId: string } | undefined;
  readonly expire: (token: string) => void;
}

export function openSessions(org: Org): Sessions {
  const { store, definition, ids } = org;
  store.db.exec(
    'CREATE TABLE IF NOT EXISTS _session (token TEXT PRIMARY KEY, user TEXT, kind TEXT, alive INTEGER)',
  );
  const good = definition.tokens?.good;
  const bad = new Set(definition.tokens?.bad ?? []);
  const find = (token: string, kind: string): { user: string; alive: boolean } | undefined => {
    const row = store
      .statement('SELECT user, alive FROM _session WHERE token = ? AND kind = ?')
      .get(token, kind);
    return row === undefined ? undefined : { user: String(row['user']), alive: row['alive'] === 1 };
  };
  const put = (token: string, user: string, kind: string): string => {
    store.statement('INSERT OR REPLACE INTO _session VALUES (?, ?, ?, 1)').run(token, user, kind);
    return token;
  };
  const newAccess = (user: string): string =>
    put(`${ids.organization}!${randomBytes(36).toString('base64url')}`, user, 'access');
  return {
    userOf: (token) => {
      if (bad.has(token) || token === '') return undefined;
      const known = find(token, 'access');
      if (known !== undefined) return known.alive ? known.user : undefined;
      return good === undefined || good.includes(token) ? ids.migrationUser : undefined;
    },
    issue: (userId) => ({
      access: newAccess(userId),
      refresh: put(`5Aep${randomBytes(40).toString('base64url')}`, userId, 'refresh'),
    }),
    refresh: (token) => {
      const known = find(token, 'refresh');
      return known?.alive === true ? { access: newAccess(known.user), userId: known.user } : undefined;
    },
    expire: (token) => {
      const kind = find(token, 'refresh') === undefined ? 'access' : 'refresh';
      store
        .statement('INSERT OR REPLACE INTO _session VALUES (?, ?, ?, 0)')
        .run(token, find(token, kind)?.user ?? ids.migrationUser, kind);
    },
  };
}
