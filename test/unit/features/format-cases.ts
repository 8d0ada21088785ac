/** What is written, and how it is laid out. `title` says what the case is about. */
export const cases: readonly { readonly title: string; readonly text: string; readonly laidOut: string }[] = [
  { title: 'an empty file', text: '', laidOut: '' },
  { title: 'blank lines at both ends', text: '\n\n// a\n\n\n', laidOut: '// a\n' },
  {
    title: 'the equals signs of a run, apart from the next',
    text: 'map A -> B {\nkey id => X\nName=name\nA   =   b+1\n\n\n  Longer__c = c\n}',
    laidOut: 'map A -> B {\n  key id => X\n  Name = name\n  A    = b + 1\n\n  Longer__c = c\n}\n',
  },
  {
    title: 'a run with a comment and another kind of line in it',
    text: 'map A -> B {\n A = b\n // why\n Name = c  // here\n skip d "x"\n Nam = e\n}',
    laidOut: 'map A -> B {\n  A    = b\n  // why\n  Name = c  // here\n  skip d "x"\n  Nam  = e\n}\n',
  },
  {
    title: 'the arrows of a table',
    text: 'values T {\n"a"=>"b"\n"Énergie" => "c"\notherwise   skip "x"\n}',
    laidOut: 'values T {\n  "a"       => "b"\n  "Énergie" => "c"\n  otherwise skip "x"\n}\n',
  },
  {
    title: 'stages with their probabilities',
    text: 'pipelines D.p/D.s to O.r / O.s {\n"E" => "F" {\n"Discovery" => "Q" at 10 %\n"Won" => "Closed Won" at 100%\n"X" => "Y"\n}\notherwise hold }',
    laidOut:
      'pipelines D.p / D.s to O.r / O.s {\n  "E" => "F" {\n    "Discovery" => "Q"          at 10%\n    "Won"       => "Closed Won" at 100%\n    "X"         => "Y"\n  }\n  otherwise hold\n}\n',
  },
  {
    title: 'declared fields, with their labels in a column',
    text: 'fields A {\na : Text ( 18 ) external  id unique "A"\nlonger:Number(5,0)"L"\nc : Picklist( values of X.y )\n}',
    laidOut:
      'fields A {\n  a      : Text(18) external id unique  "A"\n  longer : Number(5, 0)                 "L"\n  c      : Picklist(values of X.y)\n}\n',
  },
  {
    title: 'blocks of one line under each other',
    text: 'fields A { a : Text "x" }\nfields Longer { b : Text }',
    laidOut: 'fields A      { a : Text  "x" }\nfields Longer { b : Text }\n',
  },
  {
    title: 'the branches of a split',
    text: 'split L {\nwhen s == "Customer" -> Contact { use P }\notherwise -> Lead { use P A=b }\n}',
    laidOut:
      'split L {\n  when s == "Customer" -> Contact { use P }\n  otherwise            -> Lead    { use P  A = b }\n}\n',
  },
  {
    title: 'a block of one line that is too wide',
    text: `map A -> B { X = "${'x'.repeat(100)}" Y = a }`,
    laidOut: `map A -> B {\n  X = "${'x'.repeat(100)}"\n  Y = a\n}\n`,
  },
  {
    title: 'a block that begins beside its brace',
    text: 'map A -> B { X = a\n   LongName = b }',
    laidOut: 'map A -> B {\n  X        = a\n  LongName = b\n}\n',
  },
  {
    title: 'an empty block',
    text: 'map A -> B {   }\nmap A -> B {\n}',
    laidOut: 'map A -> B {}\nmap A -> B {\n}\n',
  },
  {
    title: 'the space in expressions',
    text: 'map A where not(a)and -1<- b->B {\nX = ref( p . email of C .email )??owner( o )|>trim\nY = "{ a } b { f (c,d) }"\nZ = if(a)then -b else( c - d )\nW = a in["x" , "y"]\nV = file(p,over 50 MB link url)\n}',
    laidOut:
      'map A where not (a) and -1 < -b -> B {\n  X = ref(p.email of C.email) ?? owner(o) |> trim\n  Y = "{a} b {f(c, d)}"\n  Z = if (a) then -b else (c - d)\n  W = a in ["x", "y"]\n  V = file(p, over 50 MB link url)\n}\n',
  },
  {
    title: 'a value that goes on in the next line',
    text: 'map A -> B {\n X = ref(a)\n ?? ref(b)\n LongName = c\n}',
    laidOut: 'map A -> B {\n  X        = ref(a)\n      ?? ref(b)\n  LongName = c\n}\n',
  },
  {
    title: 'comments in every place',
    text: '/* a */ migration A /* b */ from s // c\nto d // d\n\n/**\n* One.\n   * Two.\n*/\nmap A -> B { // e\n X = a /* f */ // g\n // h\n} // i\n// j',
    laidOut:
      '/* a */\nmigration A /* b */ from s // c\n    to d  // d\n\n/**\n * One.\n * Two.\n */\nmap A -> B { // e\n  X = a  /* f */  // g\n  // h\n}  // i\n// j\n',
  },
  {
    title: 'records and lists in tests',
    text: 'test "t" {\ngiven A { a = [{b="c" d=-1},{ b = "e" }] e = true }\nexpect B { x="y" }\nexpect no C expect D held\n}',
    laidOut:
      'test "t" {\n  given A { a = [{ b = "c"  d = -1 }, { b = "e" }]  e = true }\n  expect B { x = "y" }\n  expect no C\n  expect D held\n}\n',
  },
  {
    title: 'lines of Windows',
    text: 'map A -> B {\r\nX=a\r\n}\r\n',
    laidOut: 'map A -> B {\r\n  X = a\r\n}\r\n',
  },
];
