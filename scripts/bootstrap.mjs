// Makes a fresh clone ready and hands over: `node scripts/bootstrap.mjs demo|test`. Runs on any Node since 18, installs what
// the lock file says where that is not what lies in node_modules, builds dist/, and goes on with the project's own Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tasks = { demo: 'scripts/demo/main.mjs', test: 'scripts/test/main.mjs' };
const [task, ...rest] = process.argv.slice(2);

if (!Object.hasOwn(tasks, task)) {
  console.error(`Say what to do: ${Object.keys(tasks).join(' or ')}.`);
  process.exit(1);
}

const stale = staleness();
if (stale) {
  console.log(`Installing: ${stale} (npm ci, a minute or so).`);
  must('npm', ['ci', '--no-progress'], process.env, process.platform === 'win32');
}
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) {
  console.error(
    `${node} is missing although npm ci ran. Was it run with --ignore-scripts? Run "npm ci" again.`,
  );
  process.exit(1);
}
const bin = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
// npm hands a script its own settings; a tool that starts npm again must not take them for its own.
const environment = { ...process.env, PATH: bin };

console.log('Building dist/.');
must(node, ['scripts/bundle.mjs'], environment);
const { status, signal } = spawnSync(node, ['--disable-warning=ExperimentalWarning', tasks[task], ...rest], {
  cwd: root,
  env: environment,
  stdio: 'inherit',
});
process.exit(status ?? (signal ? 4 : 1));

/** Why an installation is due, or `undefined` where node_modules is what the lock file says. */
function staleness() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'the dependencies are not there yet';
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packages(installedFile);
  const locked = Object.entries(packages(join(root, 'package-lock.json')));
  // Optional packages are those of other platforms; links are the workspaces themselves.
  const changed = locked.find(
    ([path, entry]) =>
      path.includes('node_modules/') &&
      !entry.optional &&
      !entry.devOptional &&
      !entry.link &&
      installed[path]?.version !== entry.version,
  );
  return changed && `the lock file changed (${changed[0].replace(/^.*node_modules\//, '')})`;
}

function must(command, args, env, shell = false) {
  const result = spawnSync(command, args, { cwd: root, env, shell, stdio: 'inherit' });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}
