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

describe('the graph of a plan', () => {
  it('as Mermaid', () => {
    assert.equal(
      planGraph(plan, 'mermaid'),
      'flowchart LR\n  p1["1. A → B"]\n  p2["2. C #quot;x#quot; → D"]\n  p1 --> p2\n  p1 -. "Parent" .-> p1',
    );
  });

  it('as DOT', () => {
    assert.equal(
      planGraph(plan, 'dot'),
      'digraph "Acme \\"2\\"" {\n  rankdir=LR\n  node [shape=box]\n  p1 [label="1. A → B"]\n  p2 [label="2. C \\"x\\" → D"]\n  p1 -> p2\n  p1 -> p1 [style=dashed, label="Parent"]\n}',
    );
  });
});
