import { SuiteError } from '../../suite-error.js';

/** One thing that a run depends on, looked at. */
export type DoctorFinding =
  | { readonly kind: 'ok'; readonly what: string; readonly detail: string }
  | { readonly kind: 'note'; readonly what: string; readonly detail: string; readonly fix?: string | undefined }
  | { readonly kind: 'failed'; readonly what: string; readonly detail: string; readonly fix: string };

export const ok = (what: string, detail: string): DoctorFinding => ({ kind: 'ok', what, detail });
export const note = (what: string, detail: string, fix?: string): DoctorFinding => ({
  kind: 'note',
  what,
  detail,
  ...(fix === undefined ? {} : { fix }),
});
export const failed = (what: string, detail: string, fix: string): DoctorFinding => ({
  kind: 'failed',
  what,
  detail,
  fix,
});

/** What was found, or else the one thing that kept it from being looked at. */
export function orObstacle(findings: Promise<DoctorFinding[]>): Promise<DoctorFinding[]> {
  return findings.catch((error: unknown): DoctorFinding[] => {
    if (!(error instanceof SuiteError)) throw error;
    return [failed('bucket', error.message, error.hint ?? '')];
  });
}
