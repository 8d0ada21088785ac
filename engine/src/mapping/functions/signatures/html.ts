import type { Signature } from '../signature.ts';

export const htmlSignatures = {
  html_to_text: {
    group: 'HTML',
    parameters: [{ name: 'html', type: 'text', doc: 'HTML' }],
    result: 'longtext',
    doc: 'The readable text of HTML: paragraphs become lines, links keep their address.',
    examples: [
      ['html_to_text("<p>Hello <b>Ada</b></p><p>Bye</p>")', 'Hello Ada\n\nBye'],
      ['html_to_text("a &amp; b")', 'a & b'],
    ],
  },
  text_to_html: {
    group: 'HTML',
    parameters: [{ name: 'text', type: 'text', doc: 'plain text' }],
    result: 'html',
    doc: 'Plain text as HTML: signs escaped, blank lines part paragraphs, line ends become <br>. What is HTML already stays as it is.',
    examples: [
      ['text_to_html("a < b")', '<p>a &lt; b</p>'],
      ['text_to_html("<p>a &lt; b</p>")', '<p>a &lt; b</p>'],
    ],
  },
} as const satisfies Record<string, Signature>;
