export const runVerdicts = ['conforms', 'violates', 'inconclusive'] as const;
export type RunVerdict = (typeof runVerdicts)[number];

/** planned = conforms + violates + known + inconclusive + notApplicable + notRun, over checks and properties together. */
export interface Totals {
  readonly planned: number;
  readonly conforms: number;
  readonly violates: number;
  readonly known: number;
  readonly inconclusive: number;
  readonly notApplicable: number;
  readonly notRun: number;
}

export const verdictNames = ['conforms', 'violates', 'known', 'inconclusive', 'not-applicable', 'not-run'] as const;
export type VerdictName = (typeof verdictNames)[number];
