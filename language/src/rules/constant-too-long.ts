import { readableName } from '@migmap/engine/schema/readable-name';
import { quoted } from '../schema/names.ts';
import type { Rule } from './rule.ts';
import { replaceFix } from './text.ts';

export const constantTooLong: Rule = {
  code: 'MM214',
  name: 'constant-too-long',
  severity: 'error',
  *check(program) {
    for (const { field, value } of program.maps.flatMap((map) => map.lines)) {
      const length = field?.schema?.length;
      if (!length || field?.schema?.kind === 'reference') continue;
      for (const constant of value.type.constants ?? []) {
        if (typeof constant.value !== 'string' || constant.value.length <= length) continue;
        const message = `This text has ${constant.value.length} characters, and ${readableName(field!.schema ?? field!)} takes ${length}. Shorten it.`;
        const place =
          constant.node.$type === 'ValueEntry'
            ? { node: constant.node, property: 'destination' }
            : { node: constant.node };
        const short = quoted(constant.value.slice(0, length));
        yield { ...place, message, fixes: [replaceFix(`Cut to ${length} characters`, place, short)] };
      }
    }
  },
};
