/** What the cases of all quick fixes are written with. */
export interface FixCase {
  readonly title: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly code: string;
  /** Title of the fix. */
  readonly fix: string;
  /** Of the whole text once the fix is made; of `file` where that is given. */
  readonly has: readonly string[];
  readonly file?: string;
  /** The finding is gone afterwards, and no syntax error came. */
  readonly settles?: false;
}

export const head = 'migration Test from oldcrm to newcrm\n';
export const account = (lines: string) =>
  `${head}map Company -> Account {\n  Name = name |> truncate(80)\n${lines}}\n`;
export const contact = (lines: string) =>
  `${head}map Contact -> Contact {\n  LastName = last_name\n${lines}}\n`;

export const task = (lines: string) => `${head}map Activity as a -> Task {\n${lines}}\n`;
export const company = account('').slice(head.length);
