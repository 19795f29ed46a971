import type { Totals } from '../../gate/totals.js';

/** `planned 3 = 2 conforms + 1 violates + 0 known + ...`; with `≠` where the sum is lost, so that the line never lies. */
export function accountingLine({ planned, ...parts }: Totals): string {
  const named = [
    [parts.conforms, 'conforms'],
    [parts.violates, 'violates'],
    [parts.known, 'known'],
    [parts.inconclusive, 'inconclusive'],
    [parts.notApplicable, 'not-applicable'],
    [parts.notRun, 'not-run'],
  ] as const;
  const sum = named.reduce((total, [number]) => total + number, 0);
  return `planned ${planned} ${sum === planned ? '=' : '≠'} ${named.map((part) => part.join(' ')).join(' + ')}`;
}
