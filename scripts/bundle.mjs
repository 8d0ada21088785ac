// Builds dist/: the extension, the language server, the command line, the webviews and the JSON schema of migmap.json.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const path = (relative) => new URL(relative, root).pathname;
const minify = !process.argv.includes('--debug');

const common = {
  absWorkingDir: path('.'),
  bundle: true,
  conditions: ['migmap-source'],
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  minify,
  sourcemap: !minify,
};
/** Zod brings its messages in fifty languages; ours are in English, which it loads by itself. */
const withoutLocales = {
  name: 'zod without locales',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};
const node = { ...common, plugins: [withoutLocales], platform: 'node', target: 'node22' };

await rm(path('dist'), { recursive: true, force: true });
await mkdir(path('dist'), { recursive: true });

const outputs = await Promise.all([
  build({
    ...node,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
  }),
  // ESM, so that code splitting keeps what is heavy (a connector's client library, the emulators) in chunks of their
  // own, read when they are used; the server and the command line share theirs.
  build({
    ...node,
    entryPoints: { server: 'server/src/main.ts', cli: 'cli/src/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    splitting: true,
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
  build({
    ...common,
    entryPoints: {
      preview: 'client/webview/preview.ts',
      'preview-style': 'client/webview/preview.css',
      graph: 'client/webview/graph.ts',
      'graph-style': 'client/webview/graph.css',
    },
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  }),
  writeConfigSchema(),
]);

for (const { metafile } of outputs.filter(Boolean)) {
  for (const [file, { bytes, entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint && !file.includes('/chunks/'))
      console.log(`${file.padEnd(32)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
  }
}

async function writeConfigSchema() {
  const { outputFiles } = await build({
    ...node,
    stdin: {
      contents: `
        import { configJsonSchema } from '@migmap/engine/config/json-schema';
        export const schema = configJsonSchema();`,
      resolveDir: path('scripts'),
      loader: 'js',
    },
    format: 'esm',
    minify: false,
    sourcemap: false,
    write: false,
  });
  const { schema } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  await writeFile(path('dist/migmap.schema.json'), `${JSON.stringify(schema, null, 2)}\n`);
}
