/** The run cannot go on now but may be resumed: aborted, a quota spent, the destination unreachable, a session over. */
export class RunInterrupted extends Error {
  override readonly name = 'RunInterrupted';
}

/** A gate closed while the load was running; nothing further is sent. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
  readonly gate: 'balance' | 'errors';
  constructor(gate: 'balance' | 'errors', message: string) {
    super(message);
    this.gate = gate;
  }
}
