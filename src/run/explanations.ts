import { explain, explanationSentence } from '../oracle/profiles/explain.js';
import type { CheckReport, ExplanationReport } from '../report/document.js';
import { isPlainGet } from '../spec/is-plain-get.js';
import type { PlannedCheck } from './plan.js';

/** Which other documented way of answering explains the answers to a run's plain GETs best; none where nothing violates. */
export function explanationsOf(checks: readonly CheckReport[], planned: readonly PlannedCheck[]): ExplanationReport[] {
  if (checks.every(({ verdict }) => verdict !== 'violates')) return [];
  const plain = new Set(planned.filter(({ row }) => isPlainGet(row)).map(({ id }) => id));
  const answers = checks.flatMap(({ id, behaviour, request, response }) =>
    response && plain.has(id) && request.range.length > 0
      ? [
          {
            id,
            behaviour,
            size: request.objectSize,
            range: request.range,
            status: response.status,
            body: response.body,
          },
        ]
      : [],
  );
  return explain(answers).map((explanation) => {
    const { behaviour, profile, explained, deciding, asRequired, unexplained } = explanation;
    return {
      behaviour,
      profile,
      explained,
      deciding,
      asRequired,
      unexplained,
      sentence: explanationSentence(explanation),
    };
  });
}
