import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { runReport, type RunReport } from '@migmap/engine/report/types';
import { Failure } from '../failure.ts';
import { formatOption, type GlobalOptions } from '../options.ts';
import { printReconciliation } from '../output/reconciliation.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json' | 'html';
}

export function registerReport(program: Command, { io }: CommandContext): void {
  program
    .command('report [run]')
    .description('shows the reconciliation of a run; without an id, of the latest')
    .addOption(formatOption('text', 'json', 'html'))
    .action(async (id: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { findRun } = await import('../session/runs.ts');
      const { run, state, report } = await findRun(workspaceOf(options), id ?? 'latest');
      if (!report)
        throw new Failure(
          `Run ${run} has no report yet: it is ${state}. If it is going on no more, "migmap run FILE --resume" ends it.`,
        );
      if (options.format === 'html') io.out((await readFile(report.html, 'utf8')).trimEnd());
      else {
        const parsed = readReport(report.json, await readFile(report.json, 'utf8'));
        if (options.format === 'json') io.out(JSON.stringify(parsed, null, 2));
        else {
          io.out(`Run ${run}: ${parsed.state}`);
          printReconciliation(io, parsed);
          io.out(`\n${report.html}`);
        }
      }
    });
}

function readReport(file: string, text: string): RunReport {
  try {
    return runReport.parse(JSON.parse(text));
  } catch (cause) {
    throw new Failure(
      `${file} is damaged. The journal is not: run the mapping again for a new report; nothing is made twice.`,
      { cause },
    );
  }
}
