// Writes docs/functions.md anew from the table of functions.
import { writeFile } from 'node:fs/promises';
import { functionsPage } from '@migmap/engine/mapping/functions/page';

await writeFile(new URL('../docs/functions.md', import.meta.url), functionsPage());
