import { compile } from 'html-to-text';
import type { Implementations } from './implementation.ts';
import type { htmlSignatures } from './signatures/html.ts';

export const htmlFunctions: Implementations<typeof htmlSignatures> = {
  html_to_text: (html) => (tag.test(html) ? readable(html) : html.replace(/[^\n]*&[^\n]*/g, readable)),
  text_to_html: (text) => (markup.test(text) ? text : paragraphs(text)),
};

// A line break or a closing tag of what mail and note editors write: a plain text has no such thing.
const markup = /<br\s*\/?>|<\/(?:p|div|span|a|b|i|u|strong|em|ul|ol|li|table|h[1-6]|blockquote|body|html)>/i;

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\r?\n[^\S\n]*\r?\n\s*/)
    .map((paragraph) => `<p>${escape(paragraph.trim()).replace(/\r?\n/g, '<br>')}</p>`)
    .join('');
}

// A text without tags keeps its lines: many mail bodies are plain text in one row and HTML in the next.
const tag = /<\/?[a-z!][^>]*>/i;

const convert = compile({
  wordwrap: false,
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'img', format: 'skip' },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
});

function readable(html: string): string {
  try {
    return convert(html);
  } catch {
    // Nested deeper than the parser's stack: the bare text is better than none.
    return html.replace(/<[^>]*>/g, ' ');
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}
