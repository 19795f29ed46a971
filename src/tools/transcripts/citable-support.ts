import { type Case, strongKinds, type Table } from '../../spec/model/table.js';
import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import type { HeldTranscript } from './hold-transcripts.js';

/** A `required` claim that cites nothing which a reader could look up. */
export interface UncitableClaim {
  readonly row: Case;
  readonly behaviour: Behaviour;
  /** Ids of the published answers that it rests on. */
  readonly transcripts: readonly string[];
}

/**
 * The `required` claims whose strong sources are all answers without a public address: those support a claim and never
 * carry it alone. A source that is no published answer carries what it says.
 */
export function uncitableClaims({ cases, evidence }: Table, held: readonly HeldTranscript[]): UncitableClaim[] {
  const answersOf = (source: string): readonly HeldTranscript[] =>
    held.filter(({ transcript: { publication } }) => publication.kind === 'source' && publication.id === source);
  /** Those of a source that agree with a row; all of its answers where none does. */
  const carriersOf = (source: string, row: Case): readonly HeldTranscript[] => {
    const all = answersOf(source);
    const agreeing = all.filter(({ rows }) => rows.some((one) => one.row.id === row.id && one.verdict === 'agrees'));
    return agreeing.length > 0 ? agreeing : all;
  };
  return cases.flatMap((row) =>
    behaviours.flatMap((behaviour): UncitableClaim[] => {
      const { level, evidence: cited } = row.claims[behaviour];
      if (level !== 'required') return [];
      const strong = cited.filter((id) => strongKinds.has(evidence.sources.get(id)?.kind ?? 'inference'));
      const carriers = strong.map((source) => carriersOf(source, row));
      const isCitable = carriers.some((all) => all.length === 0 || all.some(({ transcript }) => transcript.citable));
      if (isCitable) return [];
      return [{ row, behaviour, transcripts: carriers.flat().map(({ transcript }) => transcript.id) }];
    }),
  );
}
