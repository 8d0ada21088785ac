import type { LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';
import type { BoundMap, Program } from '../../bind/program.ts';
import type { MapOutcome } from '../../host.ts';
import type { MigmapLspServices } from '../../lsp.ts';
import { ClientOptions } from '../client-options.ts';
import { programAt } from '../place/program.ts';
import { hasSyntaxErrors, loadOrder } from './load-order.ts';

export const previewCommand = 'migmap.preview';

interface Shown {
  readonly title: string;
  /** The line it stands over, and where that was. */
  readonly text: string;
  readonly line: number;
}

/**
 * Over each map: `Preview · 12/18 fields · loads 3rd · last run 41,203 in, 7 held`. While a line is being written and the text has syntax errors, those that
 * were there stay where their lines are.
 */
export class MapLenses implements CodeLensProvider {
  private readonly services: MigmapLspServices;
  private readonly options: ClientOptions;
  private readonly shown = new Map<string, readonly Shown[]>();

  constructor(services: MigmapLspServices) {
    this.services = services;
    this.options = new ClientOptions(services.shared);
    services.shared.workspace.DocumentBuilder.onUpdate((_, deleted) => {
      for (const uri of deleted) this.shown.delete(uri.toString());
    });
  }

  provideCodeLens(document: LangiumDocument): CodeLens[] {
    const uri = document.uri.toString();
    const lines = document.textDocument.getText().split(/\r?\n/);
    const program = programAt(this.services, document);
    const kept = this.shown.get(uri);
    const shown =
      hasSyntaxErrors(program) && kept
        ? kept.flatMap((s) => moved(s, lines))
        : this.lensesOf(program, uri, lines);
    this.shown.set(uri, shown);
    const command = this.options.has(previewCommand) ? previewCommand : '';
    return shown.map(({ title, line }) => ({
      range: { start: { line, character: 0 }, end: { line, character: lines[line]?.length ?? 0 } },
      command: {
        title: command ? `Preview · ${title}` : title,
        command,
        arguments: command ? [uri] : undefined,
      },
    }));
  }

  private lensesOf(program: Program, uri: string, lines: readonly string[]): Shown[] {
    const phases = loadOrder(program) ?? [];
    const outcomes = this.services.Host.lastRun?.(uri);
    return program.maps.flatMap((map): Shown[] => {
      const line = map.node.$cstNode?.range.start.line;
      if (map.each || line === undefined || program.files[0]?.uri !== uri) return [];
      const phase = phases.find((p) => p.map === map.id);
      const outcome = outcomes?.get(map.id);
      const title = [
        fieldsOf(map),
        ...(phase ? [`loads ${nth(phase.ordinal)}`] : []),
        ...(outcome ? [`last run ${outcomeOf(outcome)}`] : []),
      ].join(' · ');
      return [{ title, text: lines[line] ?? '', line }];
    });
  }
}

/** `41,203 in, 7 held` */
function outcomeOf({ arrived, held, failed }: MapOutcome): string {
  const number = (count: number): string => count.toLocaleString('en-US');
  const waiting = [
    ...(held ? [`${number(held)} held`] : []),
    ...(failed ? [`${number(failed)} failed`] : []),
  ];
  return [`${number(arrived)} in`, ...waiting].join(', ');
}

/** `12/18 fields`: of those that can be written, how many are. Without a schema `12 fields`. */
function fieldsOf({ lines, key, destination }: BoundMap): string {
  const names = [...lines.map((line) => line.field?.name), key?.field?.name];
  const written = new Set(names.filter((name) => name !== undefined)).size;
  const writable = destination?.fields.filter((field) => field.createable || field.updateable).length;
  return destination?.schema ? `${written}/${writable} fields` : `${written} fields`;
}

/** The nearest line with the same text; a line that is gone takes its lens along. */
function moved(shown: Shown, lines: readonly string[]): Shown[] {
  let nearest: number | undefined;
  for (const [line, text] of lines.entries()) {
    if (text !== shown.text) continue;
    if (nearest === undefined || Math.abs(line - shown.line) < Math.abs(nearest - shown.line)) nearest = line;
  }
  return nearest === undefined ? [] : [{ ...shown, line: nearest }];
}

export function nth(n: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}
