/** What each gate is called to people. */
export const gateTitles: Readonly<Record<string, string>> = {
  schema: 'schema',
  owners: 'owners',
  values: 'values and stages',
  signoff: 'sign-off',
  confirmation: 'confirmation',
  errors: 'error budget',
  balance: 'phase balance',
};
