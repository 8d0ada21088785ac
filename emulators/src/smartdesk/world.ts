/** How many records of each object there are, and what they are called. */
import type { Random } from './random.ts';
import { randomFor } from './random.ts';

/** Object: id prefix, records at scale 1, fewest (so that each kind of mess is there at every scale). */
const objects = {
  User: ['US', 24, 8],
  Pipeline: ['PI', 3, 3],
  Company: ['CO', 300, 12],
  Lead: ['LE', 500, 12],
  Contact: ['CT', 1200, 24],
  Deal: ['DE', 400, 16],
  DealProduct: ['DP', 800, 12],
  Product: ['PR', 40, 6],
  Task: ['TA', 600, 12],
  Activity: ['AC', 2500, 40],
  Campaign: ['CA', 12, 3],
  CampaignMember: ['CM', 600, 8],
  EmailTemplate: ['EM', 15, 3],
  Ticket: ['TI', 300, 8],
  TicketMessage: ['TM', 900, 12],
  Article: ['AR', 30, 4],
  Attachment: ['AT', 200, 12],
  TeamMember: ['TE', 300, 6],
  Territory: ['TR', 8, 3],
  Workflow: ['WF', 6, 3],
  FlowMembership: ['FM', 200, 4],
  EmailTracking: ['ET', 600, 4],
} as const;
export type ObjectName = keyof typeof objects;
export const objectNames = Object.keys(objects) as readonly ObjectName[];

/** Objects whose number does not grow with the company's data. */
const settled: readonly ObjectName[] = ['Pipeline', 'Workflow', 'Territory', 'EmailTemplate'];

export interface World {
  readonly seed: number;
  count(object: ObjectName): number;
  /** `CO-000123`; index from 0. */
  id(object: ObjectName, index: number): string;
  random(stream: string, index: number): Random;
}

export function createWorld(
  seed: number,
  scale: number,
  counts: Partial<Record<ObjectName, number>> = {},
): World {
  return {
    seed,
    count(object) {
      const [, atOne, fewest] = objects[object];
      const grown = settled.includes(object)
        ? atOne
        : object === 'User'
          ? atOne * Math.sqrt(scale)
          : atOne * scale;
      return counts[object] ?? Math.max(fewest, Math.round(grown));
    },
    id: (object, index) => `${objects[object][0]}-${String(index + 1).padStart(6, '0')}`,
    random: (stream, index) => randomFor(seed, stream, index),
  };
}

/** An id that looks right and that no record has. */
export function orphanId(world: World, object: ObjectName, random: Random): string {
  return world.id(object, 900_000 + random.int(99_000));
}
