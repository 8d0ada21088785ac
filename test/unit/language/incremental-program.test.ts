/** Editing one statement changes what others mean; the findings are those of the files read afresh, whichever of them was edited. */
import assert from 'node:assert/strict';
import { URI, TextDocument } from 'langium';
import type { MigrationContext } from '@migmap/language/checker';
import { compile } from '@migmap/language/compile/compile';
import { createLanguageServices } from '@migmap/language/lsp';
import { random } from '../features/random.ts';
import { context } from './check.ts';

const library = `values Industries {
  "Fishing" => "Banking"
  otherwise hold
}
fragment Known {
  key id => Old_Id__c
  OwnerId = owner(owner_id)
}
fragment Mail {
  use Known
  Email = email |> lower
}
fields Account {
  Tier__c : Text(10) "Tier"
}
`;

const main = `migration Test from oldcrm to newcrm
import "./library.migmap"

owners match User.email to User.Email
fields Contact {
  Nick__c : Text(40) "Nick"
}
values Stages {
  "New" => "Qualification"
  otherwise "Closed Won"
}
pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {
  "Sales" => "Enterprise" { "New" => "Qualification" "Won" => "Closed Won" }
}
map Company as c where domain is not empty -> Account {
  use Known
  Name = name |> truncate(80)
  Industry = industry via Industries
  Tier__c = c.domain
  ParentId = ref(parent_id)
}
map Company -> Account {
  key id => Old_Id__c
  Name = "{name} again"
}
map Contact -> Contact {
  use Mail
  LastName = last_name
  AccountId = ref(company_id) else empty
  Nick__c = first_name
  skip birthday "not needed"
}
split Lead as l {
  when status == "Customer" -> Contact {
    key id => Old_Id__c
    LastName = l.last_name
  }
  when status == "New" -> Lead {
    LastName = last_name
    Company = company_name
    Status = "Open"
  }
  otherwise hold
}
map Deal -> Opportunity {
  key id => Old_Id__c
  Name = name
  RecordTypeId = pipeline
  StageName = stage
  CloseDate = expected_close_date
  AccountId = ref(company_id)
}
map Activity as a -> Event {
  Subject = subject
  StartDateTime = occurred_at
  each attendees as p -> EventRelation {
    EventId = ref(parent)
    RelationId = ref(p.email of Contact.email)
  }
}
export Workflow to "workflows.csv" {
  Name = name
}
skip Odd "odd"
test "a company" {
  given Company { id = "1" name = "A" }
  expect Account { Name = "A" }
}
`;

const contexts: readonly MigrationContext[] = [
  context,
  { ...context, severities: { MM402: 'off' } },
  { ...context, profile: undefined },
  { ...context, destination: undefined },
];

const [mainUri, libraryUri] = ['file:///w/main.migmap', 'file:///w/library.migmap'] as const;

describe('a migration of several files that are edited', () => {
  let given = context;
  const read = createLanguageServices({ contextFor: () => given });

  for (const seed of process.env['MIGMAP_EDITS'] ? [1, 2, 3] : [1]) {
    it(`has the findings and the mapping of its texts (seed ${seed})`, async function () {
      this.timeout(Math.max(180_000, Number(process.env['MIGMAP_EDITS'] ?? 0) * 2_000));
      given = context;
      const { shared, migmap } = createLanguageServices({ contextFor: () => given });
      const files = new Map([
        [mainUri, main],
        [libraryUri, library],
      ]);
      const uris = [...files.keys()].map((uri) => URI.parse(uri));
      for (const [uri, text] of files) shared.workspace.TextDocuments.set(textOf(uri, 0, text));
      let changed = uris;
      let compiled = 0;
      for (const [version, edit] of edits(seed, Number(process.env['MIGMAP_EDITS'] ?? 120)).entries()) {
        await shared.workspace.DocumentBuilder.update(changed, []);
        await readAfresh(files);
        const texts = [...files.values()].join('\n=====\n');
        assert.deepEqual(findingsIn({ shared, migmap }), findingsIn(read), texts);
        const mapping = mappingIn(read);
        if (mapping) compiled++;
        if (mapping) assert.deepEqual(mappingIn({ shared, migmap }), mapping, texts);
        // Whoever gives another context has everything checked again.
        if (edit.context) given = contexts[edit.context % contexts.length]!;
        const uri = edit.library ? libraryUri : mainUri;
        files.set(uri, edit.of(files.get(uri)!));
        shared.workspace.TextDocuments.set(textOf(uri, version + 1, files.get(uri)!));
        changed = edit.context ? uris : [URI.parse(uri)];
      }
      assert.ok(compiled > 5, `only ${compiled} of the texts were without errors`);
    });
  }

  async function readAfresh(files: ReadonlyMap<string, string>): Promise<void> {
    const { DocumentBuilder, LangiumDocuments, LangiumDocumentFactory } = read.shared.workspace;
    await DocumentBuilder.update([], LangiumDocuments.all.map(({ uri }) => uri).toArray());
    for (const [uri, text] of files)
      LangiumDocuments.addDocument(LangiumDocumentFactory.fromString(text, URI.parse(uri)));
    await DocumentBuilder.build(LangiumDocuments.all.toArray(), { validation: true });
  }
});

type Services = ReturnType<typeof createLanguageServices>;

const textOf = (uri: string, version: number, text: string): TextDocument =>
  TextDocument.create(uri, 'migmap', version, text);

/** With their quick fixes: those also say where something stands. */
function findingsIn({ shared }: Services): string[] {
  const documents = shared.workspace.LangiumDocuments.all.toArray();
  const found = documents.flatMap(({ uri, diagnostics = [] }) =>
    diagnostics.map(({ code, range, message, severity, data }) =>
      JSON.stringify([uri.toString(), code, range, message, severity, data]),
    ),
  );
  return found.toSorted();
}

function mappingIn({ shared, migmap }: Services) {
  const document = shared.workspace.LangiumDocuments.getDocument(URI.parse(mainUri))!;
  const wrong = shared.workspace.LangiumDocuments.all.some(
    (d) => d.diagnostics?.some((f) => f.severity === 1) ?? false,
  );
  const program = migmap.Analysis.programOf(document);
  return wrong || !program.files[0]?.node.migration ? undefined : compile(program, (uri) => uri);
}

interface Edit {
  readonly library: boolean;
  /** Not 0: the workspace has changed as well. */
  readonly context: number;
  of(text: string): string;
}

const statement = /^(?:map|split|values|fragment|fields|owners|pipelines|export|skip|test)\b/m;

/** Names that take each other's place, lines and statements that move, go or come twice; often all is as in the beginning again. */
function edits(seed: number, count: number): Edit[] {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  return Array.from({ length: count }, (): Edit => {
    const [kind, one, other, third] = [below(8), next(), next(), next()];
    const inLibrary = below(4) === 0;
    const of = (text: string): string => {
      if (kind < 2) return inLibrary ? library : main;
      if (kind < 5) {
        const names = [...text.matchAll(/\b[A-Za-z_]\w+\b/g)];
        const from = names[Math.floor(one * names.length)];
        const to = names[Math.floor(other * names.length)];
        if (!from || !to) return text;
        return text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length);
      }
      const parts = text.split(kind === 5 ? /(?<=\n)/ : new RegExp(`(?=${statement.source})`, 'm'));
      const at = Math.floor(one * parts.length);
      const taken = third < 0.5 ? parts.splice(at, 1) : parts.slice(at, at + 1);
      if (kind < 7) parts.splice(Math.floor(other * parts.length), 0, ...taken);
      return parts.join('');
    };
    return { library: inLibrary, context: below(10) === 0 ? 1 + below(8) : 0, of };
  });
}
