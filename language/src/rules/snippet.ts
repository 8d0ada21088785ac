/** Text in a snippet, where some signs mean something. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

/** A tab stop that holds a text: `${1:name}`. */
export function stop(number: number, text: string): string {
  return `\${${number}${text ? `:${escaped(text)}` : ''}}`;
}
