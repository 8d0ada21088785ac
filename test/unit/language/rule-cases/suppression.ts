import { context } from '../check.ts';
import { account, type RuleCase } from './case.ts';

export const suppression: readonly RuleCase[] = [
  {
    code: 'MM701',
    title: 'tests that test nothing',
    text: account('') + ' test "a" { given Company { id = "1" } } test "b" { expect no Lead }',
    marks: ['"a"', '"b"'],
  },
  {
    code: 'MM701',
    title: 'a test',
    text: 'test "a" { given Lead { id = "1" } expect Lead held }',
    marks: [],
  },
  {
    code: 'MM702',
    title: 'comments that cannot be meant',
    text:
      '// migmap: MM999 off\n// migmap: MM104 warning\n// migmap: quiet please\n// migmap: MM401 off\n' +
      account(''),
    marks: ['MM999', 'MM104', '// migmap: quiet please', 'MM401'],
    says: /^There is no check MM999|always an error|code and off, info, warning or error|finds nothing on that line/,
  },
  {
    code: 'MM702',
    title: 'severities in migmap.json that cannot be meant',
    text: account(''),
    context: { ...context, severities: { MM999: 'off', MM101: 'warning', MM402: 'off' } },
    marks: ['Test', 'Test'],
    says: /In the rules of migmap\.json/,
  },
  {
    code: 'MM702',
    title: 'severities that are met',
    text: 'map Company -> Account { // migmap: MM402 info\n Name = name // migmap: MM405 off\n}',
    marks: [],
  },
];
