import { SuiteError } from '../../suite-error.js';

/** One thing that a run depends on, looked at. */
export type Finding =
  | { readonly kind: 'ok'; readonly what: string; readonly detail: string }
  | { readonly kind: 'note'; readonly what: string; readonly detail: string; readonly fix?: string | undefined }
  | { readonly kind: 'failed'; readonly what: string; readonly detail: string; readonly fix: string };

export const ok = (what: string, detail: string): Finding => ({ kind: 'ok', what, detail });
export const note = (what: string, detail: string, fix?: string): Finding => ({
  kind: 'note',
  what,
  detail,
  ...(fix === undefined ? {} : { fix }),
});
export const failed = (what: string, detail: string, fix: string): Finding => ({ kind: 'failed', what, detail, fix });

/** What was found, or else the one thing that kept it from being looked at. */
export function orObstacle(findings: Promise<Finding[]>): Promise<Finding[]> {
  return findings.catch((error: unknown): Finding[] => {
    if (!(error instanceof SuiteError)) throw error;
    return [failed('bucket', error.message, error.hint ?? '')];
  });
}
