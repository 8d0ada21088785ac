/** docs/cli.md, made from the commands themselves. */
import type { Command } from 'commander';
import { buildProgram } from '../program.ts';
import { silentIo } from './silent-io.ts';

export function cliPage(): string {
  const program = buildProgram(silentIo, () => undefined);
  const commands = program.commands.flatMap((command) =>
    command.commands.length > 0 ? [...command.commands] : [command],
  );
  return `# The command line

Made from the commands themselves by \`npm run docs\`. In a clone it is \`npx migmap …\`.

Results and machine output go to standard output, everything said on the way to standard error. Progress bars and colours
appear on a terminal only; \`NO_COLOR\` is obeyed. Ctrl-C (or SIGTERM) ends in order: what is in flight is finished and
journalled, and the run can be resumed.

## Exit codes

| code | meaning |
| --- | --- |
| 0 | done; of a check: no errors; of a run: everything is loaded |
| 1 | could not be done, with the reason on standard error; of a check: there are errors |
| 2 | a gate is closed; the output says what opens it |
| 3 | the run finished, and records are held or failed; of a verification: something differs; of a roll-back: records were left |
| 4 | interrupted; \`--resume\` goes on; a roll-back goes on when given again |

## For every command

${options(program)}

Secrets are never arguments. They come from the environment: connection \`acme-uat\` reads \`MIGMAP_ACME_UAT_ACCESS_TOKEN\`.

${commands.map(section).join('\n\n')}
`;
}

function section(command: Command): string {
  const parent = command.parent?.parent ? `${command.parent.name()} ` : '';
  const list = options(command);
  const usage = `migmap ${parent}${command.name()} ${command.usage()}`.trim();
  return `## \`${parent}${command.name()}\`\n\n\`${usage}\`\n\n${capital(command.description())}.${list ? `\n\n${list}` : ''}`;
}

function options(command: Command): string {
  const rows = command.options
    .filter((option) => !option.hidden)
    .map((option) => {
      const choices = option.argChoices ? `: ${option.argChoices.join(', ')}` : '';
      const given = option.defaultValue === undefined ? '' : ` (else \`${String(option.defaultValue)}\`)`;
      return `| \`${option.flags}\` | ${option.description}${choices}${given} |`;
    });
  return rows.length === 0 ? '' : ['| option | |', '| --- | --- |', ...rows].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
