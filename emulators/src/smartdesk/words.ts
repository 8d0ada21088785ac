/** The words that records are made of. Domains end in `.example`, telephone numbers are from ranges kept for fiction. */
export const givenNames = [
  'Ada',
  'Grace',
  'Alan',
  'Barbara',
  'Edsger',
  'Frances',
  'John',
  'Margaret',
  'Niklaus',
  'Radia',
  'Tim',
  'Karen',
  'Dennis',
  'Lynn',
  'Donald',
  'Anita',
  'Ken',
  'Evelyn',
  'Leslie',
  'Sophie',
] as const;
export const familyNames = [
  'Lovelace',
  'Hopper',
  'Turing',
  'Liskov',
  'Dijkstra',
  'Allen',
  'Backus',
  'Hamilton',
  'Wirth',
  'Perlman',
  'Berners',
  'Jones',
  'Ritchie',
  'Conway',
  'Knuth',
  'Borg',
  'Thompson',
  'Boyd',
  'Lamport',
  'Wilson',
  "O'Neill",
  'van der Berg',
] as const;
/** Given name, family name, and how the person spells it in an address. */
export const otherNames = [
  ['Jürgen', 'Weiß', 'juergen.weiss'],
  ['Łukasz', 'Żółkowski', 'lukasz.zolkowski'],
  ['Дмитрий', 'Иванов', 'd.ivanov'],
  ['Ελένη', 'Παπαδοπούλου', 'eleni.p'],
  ['محمد', 'الأحمد', 'm.alahmad'],
  ['נועה', 'לוי', 'noa.levi'],
  ['अर्जुन', 'शर्मा', 'arjun.sharma'],
  ['小明', '王', 'wang.xiaoming'],
  ['花子', '佐藤', 'h.sato'],
  ['민준', '김', 'minjun.kim'],
  ['สมชาย', 'ใจดี', 'somchai'],
  ['Nguyễn', 'Thị Hạnh', 'hanh.nguyen'],
] as const;
export const companyWords = [
  'Northwind',
  'Contoso',
  'Fabrikam',
  'Initech',
  'Umbrella',
  'Globex',
  'Hooli',
  'Vandelay',
  'Wonka',
  'Stark',
  'Acme',
  'Tyrell',
  'Soylent',
  'Cyberdyne',
  'Aperture',
  'Oscorp',
] as const;
export const companyForms = ['GmbH', 'Inc.', 'Ltd', 'S.A.', 'LLC', 'Kft.', '& Sons', 'Groupe'] as const;
export const industries = [
  'Software',
  'Manufacturing',
  'Retail',
  'Health Care',
  'Finance & Insurance',
  'Logistics',
  'Education',
  'Énergie',
] as const;
export const tiers = ['Gold', 'Silver', 'Bronze'] as const;
/** Street, city, state, postal code, country as a person writes it, first part of a telephone number. */
export const places = [
  ['Hauptstraße', 'Berlin', 'BE', '10115', 'Germany', '+49 30 23125 '],
  ['Prager Straße', 'Dresden', 'SN', '01067', 'Deutschland', '(030) 23125 '],
  ['Baker Street', 'London', '', 'NW1 6XE', 'United Kingdom', '+44 20 7946 0'],
  ['Market Street', 'San Francisco', 'CA', '94103', 'USA', '(415) 555-0'],
  ['Elm Street', 'Boston', 'Massachusetts', '02108', 'United States', '+1 617-555-0'],
  ['Rue de Rivoli', 'Paris', '', '75001', 'FR', '+33 1 99 00 0'],
  ['Gran Vía', 'Madrid', 'Madrid', '28013', 'España', '+34 910 000 '],
  ['Andrássy út', 'Budapest', '', '1061', 'Hungary', '+36 1 000 0'],
] as const;
export const titles = [
  'CEO',
  'Head of Sales',
  'Buyer',
  'Engineer',
  'Office Manager',
  'CFO',
  'Geschäftsführerin',
] as const;
export const leadSources = ['Web', 'Trade Show', 'Referral', 'Cold Call', 'Partner', 'Webinar'] as const;
export const leadStatuses = ['New', 'Contacted', 'Qualified', 'Customer', 'Unqualified', 'Nurture'] as const;
export const lifecycles = [
  'Subscriber',
  'Lead',
  'Marketing Qualified',
  'Sales Qualified',
  'Opportunity',
  'Customer',
] as const;
export const roles = ['Sales Rep', 'Sales Manager', 'Support Agent', 'Admin'] as const;
export const profiles = ['Standard', 'Manager', 'Service', 'Administrator'] as const;
export const teams = ['North', 'South', 'Enterprise', 'Service'] as const;
export const sentences = [
  'Asked for a quote by the end of the month.',
  'The budget is approved, the contract is with their legal team.',
  'Wants a demo of the reporting module.',
  'Nobody answered, try again next week.',
  'They compare us with two other vendors.',
  'Rollout planned in three countries; “phase one” is Germany.',
  'Price objection: 15 % above their current tool.',
  'Happy with the pilot, renewal is likely.',
] as const;
export const subjects = [
  'Follow-up',
  'Quote',
  'Kick-off',
  'Contract review',
  'Quarterly business review',
  'Onboarding',
  'Price list',
  'Invoice question',
] as const;
/** Pipelines with their stages in order, each with its probability in percent. */
export const pipelines: readonly (readonly [
  name: string,
  stages: readonly (readonly [name: string, probability: number])[],
])[] = [
  [
    'Enterprise',
    [
      ['Discovery', 10],
      ['Qualified', 30],
      ['Proposal', 60],
      ['Negotiation', 80],
      ['Won', 100],
      ['Lost', 0],
    ],
  ],
  [
    'Small Business',
    [
      ['New', 5],
      ['Demo', 25],
      ['Offer', 55],
      ['Won', 100],
      ['Lost', 0],
    ],
  ],
  [
    'Renewals',
    [
      ['Upcoming', 50],
      ['In Review', 70],
      ['Renewed', 100],
      ['Churned', 0],
    ],
  ],
];
export const lostReasons = ['Price', 'No budget', 'Competitor', 'No answer'] as const;
