/** What came of one step of a client. */
export interface StepResult {
  readonly step: string;
  /** What the server got for the object of the step: method, Range and status of each request but HEAD. */
  readonly requests: readonly string[];
  /** What the client handed over, or did. */
  readonly result: string;
  /** What is due; equal to `result` where that is right. */
  readonly due: string;
}

/** A session of a client with the embedded endpoint. */
export interface RealClientResult {
  readonly name: string;
  readonly version: string;
  readonly steps: readonly StepResult[];
}

/** A step that the client has no means for. */
export const isLeftOut = ({ result }: StepResult): boolean => result.startsWith('cannot: ');

/** Steps that came to something else than what is due. */
export const departuresOf = (steps: readonly StepResult[]): readonly StepResult[] =>
  steps.filter((step) => step.result !== step.due && !isLeftOut(step));
