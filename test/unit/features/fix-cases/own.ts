import { head, account, company, type FixCase } from './case.ts';

export const own: readonly FixCase[] = [
  {
    title: 'is suppressed on its line, for a reason',
    text: account('  Industry = industry\n'),
    code: 'MM403',
    fix: 'Suppress MM403 on this line',
    has: ['  Industry = industry  // migmap: MM403 off, why\n'],
  },
  {
    title: 'is suppressed behind another comment',
    text: account('  Industry = industry // as they call it\n'),
    code: 'MM403',
    fix: 'Suppress MM403 on this line',
    has: ['  Industry = industry // as they call it  // migmap: MM403 off, why\n'],
  },
  {
    title: 'is suppressed with another rule of its line',
    text: `${head}map Company -> Account {\n  Name = name // migmap: MM402 off, cut there\n}\n`,
    code: 'MM405',
    fix: 'Suppress MM405 on this line',
    has: ['  Name = name // migmap: MM402 MM405 off, cut there\n'],
  },
  {
    title: 'is suppressed above a line on which another rule has its severity',
    text: `${head}map Company -> Account {\n  Name = name // migmap: MM402 info, cut there\n}\n`,
    code: 'MM405',
    fix: 'Suppress MM405 on this line',
    has: ['{\n  // migmap: MM405 off, why\n  Name = name // migmap: MM402 info, cut there\n'],
  },
  {
    title: 'expects what the maps make of the record',
    text: `${account('')}test "a" {\n  given Company { id = "1"  domain = "ex.org" }\n}\n`.replace(
      'truncate(80)\n',
      'truncate(80)\n  Website = domain\n',
    ),
    code: 'MM701',
    fix: 'Add expect Account',
    has: ['domain = "ex.org" }\n  expect Account { Website = "ex.org" }\n}'],
  },
  {
    title: 'gives a record that the expected one is made from',
    text: `${account('')}test "a" {\n  expect no Account\n}\n`,
    code: 'MM701',
    fix: 'Add given Company',
    has: ['{\n  given Company { id = "1" }\n  expect no Account\n}'],
  },
  {
    title: 'names the check that is meant',
    text: account('  Website = domain // migmap: MM999 off, why\n'),
    code: 'MM702',
    fix: 'Remove this comment',
    has: ['  Website = domain\n'],
  },
  {
    title: 'takes the nearest code',
    text: account('  Website = domain // migmap: MM445 off, why\n'),
    code: 'MM702',
    fix: 'Change to MM405',
    has: ['  Website = domain // migmap: MM405 off, why\n'],
    settles: false,
  },
  {
    title: 'removes a comment that says nothing, with its line',
    text: `${head}// migmap: quiet\n${company}`,
    code: 'MM702',
    fix: 'Remove this comment',
    has: [`${head}map Company`],
  },
  {
    title: 'removes a code that finds nothing from among others',
    text: account('  Industry = industry // migmap: MM405, MM403 off, why\n'),
    code: 'MM702',
    fix: 'Remove MM405 from this comment',
    has: ['  Industry = industry // migmap: MM403 off, why\n'],
  },
];
