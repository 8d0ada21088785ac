/** Users, pipelines, territories, teams and workflows: how the company has set its CRM up. */
import { ownerOf, userAt } from '../people.ts';
import type { CsvTable, JsonTable } from '../table.ts';
import * as words from '../words.ts';

export const users: CsvTable = {
  object: 'User',
  path: 'users.csv',
  headings: ['ID', 'Email', 'First Name', 'Last Name', 'Role', 'Profile', 'Team', 'Status'],
  row(world, index, tally) {
    const random = world.random('user', index);
    const user = userAt(world, index);
    if (!user.active) tally.add(['inactiveUsers']);
    return [
      user.id,
      user.email,
      user.firstName,
      user.lastName,
      random.pick(words.roles),
      random.pick(words.profiles),
      random.pick(words.teams),
      user.active ? 'active' : 'inactive',
    ];
  },
};

export const pipelines: JsonTable = {
  object: 'Pipeline',
  path: 'pipelines.json',
  lines: false,
  row(world, index) {
    const [name, stages] = words.pipelines[index % words.pipelines.length] ?? ['', []];
    return {
      id: world.id('Pipeline', index),
      name: index < words.pipelines.length ? name : `${name} ${index + 1}`,
      stages: stages.map(([stage, probability], order) => ({ name: stage, order: order + 1, probability })),
    };
  },
};

export const territories: CsvTable = {
  object: 'Territory',
  path: 'territories.csv',
  headings: ['ID', 'Name', 'Region', 'Owner ID'],
  row(world, index) {
    const random = world.random('territory', index);
    const region = ['EMEA', 'AMER', 'APAC'][index % 3] ?? '';
    return [
      world.id('Territory', index),
      `${region} ${index + 1}`,
      region,
      world.id('User', random.int(world.count('User'))),
    ];
  },
};

export const teamMembers: CsvTable = {
  object: 'TeamMember',
  path: 'team_members.csv',
  headings: ['ID', 'Company ID', 'User ID', 'Role'],
  row(world, index, tally) {
    const random = world.random('team member', index);
    const user = ownerOf(world, random, index);
    tally.add(user.mess);
    return [
      world.id('TeamMember', index),
      world.id('Company', random.int(world.count('Company'))),
      user.id,
      random.pick(['Account Manager', 'Sales Engineer', 'Executive Sponsor']),
    ];
  },
};

const workflowKinds = [
  ['Welcome mail', 'Contact created', 'Newsletter is yes', 'Send template “Welcome”'],
  ['Stale deal', 'Deal not changed for 30 days', 'Stage is not Won or Lost', 'Create task for owner'],
  ['Route lead', 'Lead created', 'Country is Germany', 'Assign to team North'],
  ['Escalate ticket', 'Ticket open for 2 days', 'Priority is High', 'Notify team Service'],
  ['Won deal', 'Deal stage changes', 'Stage is Won', 'Set company tier to Gold'],
  ['Old flow', 'Contact updated', '', 'Set lifecycle stage'],
] as const;

export const workflows: JsonTable = {
  object: 'Workflow',
  path: 'workflows.json',
  lines: false,
  row(world, index) {
    const [name, trigger, conditions, actions] =
      workflowKinds[index % workflowKinds.length] ?? workflowKinds[0];
    return { id: world.id('Workflow', index), name, trigger, conditions, actions, active: index % 6 !== 5 };
  },
};
