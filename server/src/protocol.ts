/** Requests beyond LSP, for clients that run migrations. Method names and shapes only: no code, no dependency. */

/** Flags of Node to start the server with. A young generation that stays small: less memory, and answers as fast. */
export const serverFlags = ['--max-semi-space-size=8'] as const;

/** `migmap/workspace`: what a client must know of the workspace of a mapping before it can start the command line. */
export const workspaceRequest = 'migmap/workspace';

export interface WorkspaceParams {
  /** Any file of the workspace. */
  readonly uri: string;
}

export type WorkspaceResult =
  | {
      /** Folder of `migmap.json`, as a path. */
      readonly root: string;
      readonly connections: readonly ConnectionInfo[];
      /** Name of the connection that `migmap.json` chooses. */
      readonly source?: string;
      /** Name of the connection that mappings are checked against: chosen in the editor, else by `migmap.json`. */
      readonly destination?: string;
    }
  /** There is no usable `migmap.json`; the sentence says what to do. */
  | { readonly problem: string; /** There is no `migmap.json` at all. */ readonly missing?: true };

export interface ConnectionInfo {
  readonly name: string;
  readonly system: string;
  /** Absent: nobody said, so it counts as production. */
  readonly stage?: 'local' | 'sandbox' | 'production';
  /** Environment variables that can carry this connection's secrets, by the secret's name. */
  readonly secretVariables: Readonly<Record<string, string>>;
}

/**
 * `migmap/page`: the text of a page that a definition leads to; its URI has this scheme. A client that asks for pages says
 * `pages: true` in its `initializationOptions`.
 */
export const pageRequest = 'migmap/page';
export const pageScheme = 'migmap-schema';

export interface PageParams {
  readonly uri: string;
}

export interface PageResult {
  readonly text: string;
}

/** `migmap/systems`: between which systems a migration can be started. */
export const systemsRequest = 'migmap/systems';

export interface SystemsResult {
  readonly sources: readonly SystemInfo[];
  readonly destinations: readonly SystemInfo[];
}

export interface SystemInfo {
  /** As in `migmap.json` and behind `from` and `to`. */
  readonly system: string;
  readonly label: string;
}
