import { Module } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { startLanguageServer } from 'langium/lsp';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { features } from '@migmap/language/features/module';
import { sharedFeatures } from '@migmap/language/features/shared';
import { createLanguageServices } from '@migmap/language/lsp';
import { Contexts } from './contexts.ts';
import { workspaceModule } from './documents.ts';
import { publishFaults } from './faults.ts';
import { readImport } from './imports.ts';
import { keepMemorySmall } from './memory.ts';
import { answerPageRequests, pageOf } from './pages.ts';
import { rulePage } from './rule-pages.ts';
import { recheckOnChange } from './watch.ts';
import { answerSelectionRanges } from './selection-ranges.ts';
import { answerSystemsRequests } from './systems.ts';
import { answerWorkspaceRequests } from './workspace-request.ts';

keepMemorySmall();
const connection = createConnection(ProposedFeatures.all);
const contexts = new Contexts(publishFaults(connection));
const { shared } = createLanguageServices(
  {
    contextFor: (uri) => contexts.contextFor(uri),
    configFile: (uri) => contexts.configFile(uri),
    pageOf: (uri, from, object) => pageOf(contexts, uri, from, object),
    lastRun: (uri) => contexts.lastRun(uri),
    readFile: readImport,
    rulePage,
  },
  {
    context: { connection, ...NodeFileSystem },
    features,
    sharedFeatures: Module.merge(sharedFeatures, workspaceModule),
  },
);

recheckOnChange(shared, contexts, connection);
answerWorkspaceRequests(connection, contexts);
answerPageRequests(connection, contexts);
answerSystemsRequests(connection);
answerSelectionRanges(connection, shared);
startLanguageServer(shared);
