import assert from 'node:assert/strict';
import { planGraph } from '@migmap/engine/plan/graph';
import type { LoadPlan } from '@migmap/engine/plan/types';

const plan: LoadPlan = {
  formatVersion: 1,
  mapping: 'Acme "2"',
  phases: [
    {
      ordinal: 1,
      map: 'A->B',
      source: 'A',
      destination: 'B',
      dependsOn: [],
      deferred: [{ field: 'Parent', on: ['A->B'] }],
    },
    { ordinal: 2, map: 'C->D', source: 'C "x"', destination: 'D', dependsOn: ['A->B'], deferred: [] },
  ],
  warnings: [],
};

const place = { file: 'main.migmap', line: 12, column: 1 };
const placeOf = (map: string) => (map === 'C->D' ? place : undefined);

describe('the graph of a plan', () => {
  it('as Mermaid', () => {
    assert.equal(
      planGraph(plan, 'mermaid', placeOf),
      [
        'flowchart LR',
        '  p1["1. A → B"]',
        '  p2["2. C #quot;x#quot; → D"]',
        '  p1 --> p2',
        '  p1 -. "Parent" .-> p1',
        '  click p2 href "main.migmap#L12"',
      ].join('\n'),
    );
  });

  it('as DOT', () => {
    assert.equal(
      planGraph(plan, 'dot', placeOf),
      [
        'digraph "Acme \\"2\\"" {',
        '  rankdir=LR',
        '  bgcolor=transparent',
        '  node [shape=box, style=rounded, margin="0.25,0.08", fontname="Helvetica,sans-serif"]',
        '  edge [fontname="Helvetica,sans-serif", fontsize=11]',
        '  p1 [label="1. A → B"]',
        '  p2 [label="2. C \\"x\\" → D", URL="main.migmap#L12", tooltip="main.migmap#L12"]',
        '  p1 -> p2',
        '  p1 -> p1 [style=dashed, label="Parent"]',
        '}',
      ].join('\n'),
    );
  });

  it('leaves out arrows that others imply', () => {
    const phase = (map: string, ...dependsOn: string[]) => {
      const ordinal = map.charCodeAt(0) - 64;
      return { ordinal, map, source: map, destination: map, dependsOn, deferred: [] };
    };
    const phases = [phase('A'), phase('B', 'A'), phase('C', 'A', 'B'), phase('D', 'A', 'C', 'B')];
    const arrows = planGraph({ ...plan, phases }, 'mermaid').match(/p\d --> p\d/g);
    assert.deepEqual(arrows, ['p1 --> p2', 'p2 --> p3', 'p3 --> p4']);
  });
});
