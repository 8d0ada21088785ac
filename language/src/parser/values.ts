import { DefaultValueConverter } from 'langium';
import type { GrammarAST, CstNode, ValueType } from 'langium';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** `\n`, `\t`, `\r`; any other escaped sign is the sign itself (`\"`, `\\`, `\{`). */
function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, sign: string) => escapes[sign] ?? sign);
}

export class MigmapValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, node: CstNode): ValueType {
    switch (rule.name) {
      case 'STRING':
      case 'TEMPLATE_HEAD':
      case 'TEMPLATE_MIDDLE':
      case 'TEMPLATE_TAIL':
        return unescape(input.slice(1, -1));
      case 'QUOTED_NAME':
      case 'FIELD_NAME':
        return input.startsWith('`') ? input.slice(1, -1) : input;
      default:
        return super.runConverter(rule, input, node);
    }
  }
}
