const truths: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', 'y', 'ja', 'oui', 'si', 'sí'].map((word) => [word, true] as const),
  ...['no', 'false', 'n', 'nein', 'non'].map((word) => [word, false] as const),
]);

export function parseBoolean(text: string): boolean | undefined {
  return truths.get(text.trim().toLowerCase());
}
