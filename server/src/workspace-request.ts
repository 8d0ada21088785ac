import type { Connection } from 'vscode-languageserver/node';
import { secretNames, secretVariable } from '@migmap/engine/config/secrets';
import type { Contexts } from './contexts.ts';
import { workspaceRequest, type WorkspaceParams, type WorkspaceResult } from './protocol.ts';

export function answerWorkspaceRequests(connection: Connection, contexts: Contexts): void {
  const answer = ({ uri }: WorkspaceParams): WorkspaceResult => {
    const known = contexts.of(uri);
    if (!known) {
      return {
        problem:
          'There is no migmap.json in this folder or above it. Create one that names your connections.',
        missing: true,
      };
    }
    if (!known.workspace) return { problem: known.problem ?? 'migmap.json cannot be used.' };
    const { root, config } = known.workspace;
    return {
      root,
      connections: Object.entries(config.connections).map(([name, { system, stage }]) => ({
        name,
        system,
        stage,
        secretVariables: Object.fromEntries(
          [...secretNames, 'CLIENT_ID', 'USERNAME'].map((secret) => [secret, secretVariable(name, secret)]),
        ),
      })),
      source: config.source,
      destination: known.destination,
    };
  };
  connection.onRequest<WorkspaceResult, void>(workspaceRequest, (params: WorkspaceParams) => answer(params));
}
