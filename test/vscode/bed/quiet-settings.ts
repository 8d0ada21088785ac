import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps the workbench quiet: no welcome page, no assistant, nothing fetched. */
export async function quietSettings(directory: string): Promise<void> {
  const quiet = {
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'telemetry.telemetryLevel': 'off',
  };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'settings.json'), JSON.stringify(quiet, null, 2));
}
