import type { LangiumDocument } from 'langium';
import type { Program } from '../../bind/program.ts';
import type { MigmapServices } from '../../services.ts';

/** The migration that gives the names of a document their meaning: its own, or the first that imports it. */
export function programAt(services: MigmapServices, document: LangiumDocument): Program {
  return services.Analysis.programsWith(document)[0] ?? services.Analysis.programOf(document);
}
