import assert from 'node:assert/strict';
import { testsIn, type FoundTest } from '@migmap/client/features/tests-in';

describe('tests in a mapping', () => {
  const cases: readonly (readonly [what: string, text: string, found: readonly FoundTest[]])[] = [
    ['none', 'map A -> B { test = test }', []],
    [
      'two',
      'test "a" {\n}\n\n  test "b" { given',
      [
        { name: 'a', line: 0 },
        { name: 'b', line: 3 },
      ],
    ],
    ['escaped signs', String.raw`test "a \"b\" \{" {}`, [{ name: 'a "b" {', line: 0 }]],
    ['none in comments and texts', '// test "a" {\n/* test "b" { */\nskip A "test \\"c\\" {"\n', []],
  ];
  for (const [what, text, found] of cases) it(what, () => assert.deepEqual(testsIn(text), found));
});
