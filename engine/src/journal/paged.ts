export interface Page {
  /** How many come before it. */
  readonly after: number;
  readonly limit: number;
}

/** What the journal answers in pages, one by one. */
export async function* paged<T>(
  read: (page: Page) => Promise<readonly T[]>,
  limit = 1000,
): AsyncGenerator<T> {
  for (let after = 0; ; after += limit) {
    const rows = await read({ after, limit });
    yield* rows;
    if (rows.length < limit) return;
  }
}
