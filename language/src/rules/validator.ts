import {
  DefaultDocumentValidator,
  type AstNode,
  type LangiumDocument,
  type ParseResult,
  type ValidationAcceptor,
} from 'langium';
import type { MigmapServices } from '../services.ts';
import { issuesOf } from './check.ts';
import { rangeOf } from './text.ts';

type LspDiagnostic = Awaited<ReturnType<DefaultDocumentValidator['validateDocument']>>[number];

export const syntaxCode = 'MM001';

/** Gives syntax errors their code. What names do not mean is said by rules, so Langium's own linking errors stay away. */
export class MigmapValidator extends DefaultDocumentValidator {
  private readonly rulePage: (code: string) => string | undefined;

  constructor(services: MigmapServices) {
    super(services);
    this.rulePage = (code) => services.Host.rulePage?.(code);
  }

  protected override processLexingErrors(result: ParseResult, diagnostics: LspDiagnostic[]): void {
    this.withCode(diagnostics, () => super.processLexingErrors(result, diagnostics, {}));
  }

  protected override processParsingErrors(result: ParseResult, diagnostics: LspDiagnostic[]): void {
    this.withCode(diagnostics, () => super.processParsingErrors(result, diagnostics, {}));
  }

  protected override processLinkingErrors(): void {}

  /** The rules judge the file as a whole; none is called for the nodes below. */
  protected override validateSingleNodeOptions(): { validateNode: boolean; validateChildren: boolean } {
    return { validateNode: true, validateChildren: false };
  }

  /** All that there are so far are syntax errors; what the parser trips over behind a first mistake on a line is not the author's. */
  private withCode(diagnostics: LspDiagnostic[], add: () => void): void {
    add();
    const href = this.rulePage(syntaxCode);
    const lines = new Set<number>();
    for (const diagnostic of diagnostics.splice(0)) {
      const { line } = diagnostic.range.start;
      if (lines.has(line)) continue;
      lines.add(line);
      diagnostic.code = syntaxCode;
      if (href) diagnostic.codeDescription = { href };
      diagnostics.push(diagnostic);
    }
  }
}

/** Langium runs the rules as one check of a file; the diagnostic's `data.fixes` holds the quick fixes. */
export function registerChecks(services: MigmapServices): void {
  services.validation.ValidationRegistry.register<{ MigmapFile: AstNode }>({
    MigmapFile: async (file: AstNode, accept: ValidationAcceptor) => {
      const document = file.$document as LangiumDocument | undefined;
      if (!document) return;
      await services.Analysis.settle(document);
      for (const issue of issuesOf(document, services)) {
        const href = services.Host.rulePage?.(issue.code);
        accept(issue.severity, issue.message, {
          node: issue.node,
          range: issue.range ?? rangeOf(issue),
          code: issue.code,
          codeDescription: href === undefined ? undefined : { href },
          data: { code: issue.code, fixes: issue.fixes ?? [], setting: issue.setting },
        });
      }
    },
  });
}
