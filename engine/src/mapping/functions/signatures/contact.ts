import { doesNotFit, type Signature } from '../signature.ts';

const country = {
  name: 'country',
  type: 'text',
  doc: 'country as ISO code or name',
  constant: 'country',
} as const;

export const contactSignatures = {
  email: {
    group: 'Contact data',
    parameters: [{ name: 'text', type: 'text', doc: 'an address, also as "Name <address>"' }],
    result: 'email',
    doc: 'The e-mail address in lower case.',
    examples: [
      ['email("Ada <ADA@Ex.org>")', 'ada@ex.org'],
      ['email("ada at ex.org")', doesNotFit],
    ],
    partial: true,
  },
  phone: {
    group: 'Contact data',
    parameters: [
      { name: 'text', type: 'text', doc: 'a phone number as people write it' },
      { ...country, doc: 'country of numbers without an international prefix', optional: true },
    ],
    result: 'phone',
    doc: 'The phone number in international form (E.164), an extension behind " x".',
    examples: [
      ['phone("(415) 555-2671", "US")', '+14155552671'],
      ['phone("+49 30 901820")', '+4930901820'],
      ['phone("030 901820", "Germany")', '+4930901820'],
      ['phone("call Ada", "US")', doesNotFit],
    ],
    partial: true,
  },
  url: {
    group: 'Contact data',
    parameters: [{ name: 'text', type: 'text', doc: 'a web address, also without https://' }],
    result: 'url',
    doc: 'The web address, with https:// where it had no scheme.',
    examples: [
      ['url("Acme.example")', 'https://acme.example'],
      ['url("http://acme.example/a?b=1")', 'http://acme.example/a?b=1'],
      ['url("not there")', doesNotFit],
    ],
    partial: true,
  },
  domain: {
    group: 'Contact data',
    parameters: [{ name: 'text', type: 'text', doc: 'an e-mail or web address' }],
    result: 'text',
    doc: 'The domain of an e-mail or web address, in lower case and without www.',
    examples: [
      ['domain("ada@Ex.org")', 'ex.org'],
      ['domain("https://www.acme.example/about")', 'acme.example'],
      ['domain("?")', doesNotFit],
    ],
    partial: true,
  },
  country: {
    group: 'Contact data',
    parameters: [
      { name: 'text', type: 'text', doc: 'a country by name (in many languages) or ISO code' },
      {
        name: 'as',
        type: 'text',
        doc: '"code" (two letters, when left out), "code3" or "name" (English)',
        constant: 'choice',
        choices: ['code', 'code3', 'name'],
        optional: true,
      },
    ],
    result: 'text',
    doc: 'A country as ISO 3166 code or English name.',
    examples: [
      ['country("Deutschland")', 'DE'],
      ['country("USA", "name")', 'United States of America'],
      ['country("fr", "code3")', 'FRA'],
      ['country("Atlantis")', doesNotFit],
    ],
    partial: true,
  },
  state: {
    group: 'Contact data',
    parameters: [
      { name: 'text', type: 'text', doc: 'a state or province by name or code' },
      country,
      {
        name: 'as',
        type: 'text',
        doc: '"code" (when left out) or "name"',
        constant: 'choice',
        choices: ['code', 'name'],
        optional: true,
      },
    ],
    result: 'text',
    doc: 'A state of the US, Canada or Australia as its code or English name; states of other countries stay as they are.',
    examples: [
      ['state("california", "US")', 'CA'],
      ['state("ON", "Canada", "name")', 'Ontario'],
      ['state("Bayern", "DE")', 'Bayern'],
      ['state("Bayern", "US")', doesNotFit],
    ],
    partial: true,
  },
} as const satisfies Record<string, Signature>;
