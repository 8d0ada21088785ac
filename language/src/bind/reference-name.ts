/** The name that a reference gives, as it stands in the text; empty where a syntax error left a hole. */
export function nameOf(reference: { readonly $refText: string } | undefined): string {
  return reference?.$refText ?? '';
}
