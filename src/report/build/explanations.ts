import { explain, explanationSentence } from '../../oracle/profiles/explain.js';
import type { CheckReport, ExplanationReport } from '../document/document.js';

/**
 * What explains the answers to a run's plain GETs, for each behaviour; nothing where nothing violates.
 *
 * @param plain ids of the checks that are plain GETs
 */
export function explanationsOf(checks: readonly CheckReport[], plain: ReadonlySet<string>): ExplanationReport[] {
  if (checks.every(({ verdict }) => verdict !== 'violates')) return [];
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
    const { behaviour, profile, explained, deciding, asRequired, unexplained, habits } = explanation;
    return {
      behaviour,
      profile,
      explained,
      deciding,
      asRequired,
      unexplained,
      habits,
      sentence: explanationSentence(explanation),
    };
  });
}
