import type { Sender } from '../../run/sender/sender.js';
import type { Doomed, Survey } from './find-doomed.js';

/** What a survey says should be removed. */
export interface RemovalPlan {
  readonly survey: Survey;
  /** By the listing. */
  readonly listed: readonly Doomed[];
  /** By journals alone. */
  readonly noted: readonly Doomed[];
}

/** What was found and seen to be gone, by name. */
export interface RemovalOutcome {
  readonly found: ReadonlySet<string>;
  /** What is there still, or what no answer shows to be gone. */
  readonly left: ReadonlySet<string>;
  /** The last survey, by which it was seen. */
  readonly survey: Survey;
}

/** A versioned bucket shows deletions only once objects are deleted; what is there after this many looks stays. */
const mostRounds = 3;

/** Removes what a plan names, and looks again until nothing is left or nothing changes. */
export async function removeDoomed(send: Sender, look: () => Promise<RemovalPlan>): Promise<RemovalOutcome> {
  const found = new Set<string>();
  for (let round = 1; ; round++) {
    const { survey, listed, noted } = await look();
    const before = await Promise.all(noted.map(({ isThere }) => isThere(send)));
    const isListed = survey.refusal === null;
    // What a whole listing does not show is gone unless a request shows it; without one a journal is all there is.
    const there = noted.filter((_, index) => before[index] === true || (!isListed && before[index] === null));
    const doomed = [...listed, ...there];
    if (isListed && (doomed.length === 0 || round > mostRounds))
      return { found, left: new Set(doomed.map(({ name }) => name)), survey };
    for (const { name } of doomed) found.add(name);
    const removed = await Promise.all(doomed.map(({ remove }) => remove(send)));
    if (!isListed)
      return {
        found,
        left: await leftOf(
          send,
          doomed,
          removed,
          there.map((each) => before[noted.indexOf(each)] === true),
        ),
        survey,
      };
  }
}

/**
 * What requests show to be left, where the bucket may not be listed. A refusal where an object was read before its removal
 * shows that this user gets refusals where nothing lies.
 */
async function leftOf(
  send: Sender,
  doomed: readonly Doomed[],
  removed: readonly boolean[],
  wasThere: readonly boolean[],
): Promise<ReadonlySet<string>> {
  const after = await Promise.all(doomed.map(({ isThere }) => isThere(send)));
  const refusalMeansGone = doomed.some((_, index) => wasThere[index] === true && after[index] === null);
  const isGone = (index: number): boolean =>
    removed[index] === true && (after[index] === false || (after[index] === null && refusalMeansGone));
  return new Set(doomed.filter((_, index) => !isGone(index)).map(({ name }) => name));
}
