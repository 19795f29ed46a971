import type { Case, Table } from '../../spec/model/table.js';
import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import type { HeldTranscript } from './hold-transcripts.js';
import { isProof } from './transcript.js';

/** Published answers that agree with one row under one behaviour. */
export interface RowSupport {
  readonly row: Case;
  readonly behaviour: Behaviour;
  /** Answers to a request whose range lies on its object in the same way. */
  readonly sameForm: readonly HeldTranscript[];
  /** Answers to other ranges of the same rule. */
  readonly sameRule: readonly HeldTranscript[];
}

/** What supports each row under each behaviour, in the order of the table. Answers that prove nothing support nothing. */
export function supportOf({ cases }: Pick<Table, 'cases'>, held: readonly HeldTranscript[]): readonly RowSupport[] {
  const proofs = held.filter(({ transcript }) => isProof(transcript));
  return cases.flatMap((row) =>
    behaviours.map((behaviour) => {
      const agreeing = proofs.filter(({ transcript }) => transcript.request.behaviour === behaviour);
      const ofForm = (isSameForm: boolean): HeldTranscript[] =>
        agreeing.filter(({ rows }) =>
          rows.some((one) => one.row.id === row.id && one.verdict === 'agrees' && one.isSameForm === isSameForm),
        );
      return { row, behaviour, sameForm: ofForm(true), sameRule: ofForm(false) };
    }),
  );
}
