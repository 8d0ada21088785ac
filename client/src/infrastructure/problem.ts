/** Something a person can mend: one sentence, and buttons that do the next step. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly actions: readonly ProblemAction[];
  constructor(message: string, actions: readonly ProblemAction[] = []) {
    super(message);
    this.actions = actions;
  }
}

export interface ProblemAction {
  readonly title: string;
  run(): Promise<void>;
}
