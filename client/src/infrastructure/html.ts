/** Markup that is safe to put into a page: only the `html` tag makes it, and it escapes whatever is put in. */
export interface Html {
  readonly text: string;
}

type Part = Html | string | number | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { text: strings.reduce((text, string, index) => text + render(parts[index - 1]!) + string) };
}

function render(part: Part): string {
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  return 'text' in part ? part.text : part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
}

/** Markup that a program of ours has made, put in as it is. Never what came from a system or a file. */
export const markup = (text: string): Html => ({ text });
