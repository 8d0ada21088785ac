import type { MigmapContext } from '../../infrastructure/context.ts';
export function registerPreview(_context: MigmapContext): void {}
