import type { Connection } from 'vscode-languageserver/node';
import { connectors } from '@migmap/engine/connectors/all';
import type { Connector } from '@migmap/engine/connectors/registry';
import { systemsRequest, type SystemInfo, type SystemsResult } from './protocol.ts';

export function answerSystemsRequests(connection: Connection): void {
  connection.onRequest<SystemsResult, void>(systemsRequest, () => ({
    sources: connectors.filter((c) => c.source !== undefined).map(infoOf),
    destinations: connectors.filter((c) => c.destination !== undefined).map(infoOf),
  }));
}

const infoOf = ({ system, label }: Connector): SystemInfo => ({ system, label });
