import type { Rule } from './rule.ts';

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
        const message = `This text has ${constant.value.length} characters, and ${field!.name} takes ${length}. Shorten it.`;
        yield { node: constant.node, message };
      }
    }
  },
};
