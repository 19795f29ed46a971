import { readResponse } from '../../judge/answer.js';
import { invariants } from '../../judge/invariants.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { HeaderField, Method } from '../../spec/model/vocabulary.js';
import { type Invented, inventResponse, thousand } from './exchanges.js';

/** Every invariant, in its words. */
export const rules = {
  keptAsStored: 'A GET without Range returns the object as it was stored.',
  wholeObject: 'A 200 carries the whole object.',
  wellFormedRange: 'A 206 has one well-formed Content-Range with the complete length.',
  intervalIsBody: 'The body contains exactly the bytes that Content-Range names.',
  partsAreBytes: 'Each part of a multipart/byteranges answer contains exactly the bytes that its Content-Range names.',
  partsHaveNoRange: 'A multipart/byteranges answer has no Content-Range header (RFC 9110 section 15.3.7.2).',
  oneRangeHasNoParts: 'A single range is not answered with multipart/byteranges (RFC 9110 section 15.3.7.2).',
  noRangeOn200: 'A 200 has no Content-Range.',
  refusalIsInvalidRange: 'A 416 has an XML error document whose code is InvalidRange.',
  unsatisfiedRange: 'A Content-Range on a 416 names the complete length (RFC 9110 section 15.5.17).',
  lengthIsBody: 'Content-Length, if present, is the length of the body.',
  headHasNoBody: 'The answer to HEAD has no body.',
  messageEnds: 'A message ends where its framing says it ends.',
  versionIsOne: 'A request in HTTP/1.1 is answered in HTTP/1 (RFC 9110 section 2.5).',
  codingIsTrue: 'Content-Encoding is present only if the bytes are encoded.',
  validatorsOfWhole: 'Validators describe the whole object.',
} as const;

/** An object without bytes. */
export const empty: ObjectFacts = { ...thousand, size: 0 };

export interface InvariantInput extends Invented {
  readonly method?: Method;
  readonly object?: ObjectFacts;
}

/** What an invariant says of an answer that is made up. */
export function judge(rule: keyof typeof rules, { method = 'GET', object = thousand, ...invented }: InvariantInput) {
  const invariant = invariants.find((candidate) => candidate.rule === rules[rule])!;
  return invariant.judge(readResponse(method, inventResponse(invented), object.size), object);
}

export const invariantRange = (...values: string[]): HeaderField[] => values.map((value) => ['Content-Range', value]);
export const length = (...values: string[]): HeaderField[] => values.map((value) => ['Content-Length', value]);
