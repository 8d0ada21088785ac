import type { Finding } from './gates/gate.ts';

/** The run cannot go on now but may be resumed: aborted, a quota spent, the destination unreachable, a session over. */
export class RunInterrupted extends Error {
  override readonly name = 'RunInterrupted';
}

/** A gate closed while the load was running; nothing further is sent. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
  readonly gate: 'balance' | 'errors';
  readonly finding: Finding;
  /** The phase in which it closed. */
  readonly map: string;
  constructor(gate: 'balance' | 'errors', finding: Finding, map: string) {
    super(finding.closes.join(' '));
    this.gate = gate;
    this.finding = finding;
    this.map = map;
  }
}
