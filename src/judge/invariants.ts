import type { Level } from '../spec/model/vocabulary.js';
import { type ReadResponse, single } from './answer.js';
import { isInterval, placeInWords } from './aspects/body-bytes.js';
import type { Comparison } from './aspects/comparison.js';
import { judgeFraming } from './aspects/framing.js';
import { truePartsOf } from './aspects/parts.js';
import { judgeValidators } from './aspects/validators.js';
import { readContentRange } from './content-range.js';
import { isMultipart } from './multipart.js';
import type { ObjectFacts } from './object-facts.js';
import type { AspectResult } from './verdict.js';

/** A rule of coherence that holds under any behaviour and for any alternative of a row. */
export interface Invariant {
  /** One sentence. */
  readonly rule: string;
  readonly level: Level;
  /** Null where the rule says nothing about this answer. */
  readonly judge: (answer: ReadResponse, object: ObjectFacts) => Comparison | null;
}

/** A part of the form in gzip has positions of its own, which cannot be compared with those of the object. */
const get206 = (answer: ReadResponse): boolean => answer.status === 206 && answer.method === 'GET' && !answer.coded;
const get200 = (answer: ReadResponse): boolean => answer.status === 200 && answer.method === 'GET';

const wellFormedRange: Invariant = {
  rule: 'A 206 has one well-formed Content-Range with the complete length.',
  level: 'required',
  judge: (answer, object) => {
    // RFC 9110 section 15.3.7.2: where there are parts, each has a field of its own, and the answer must not have one.
    if (!get206(answer) || answer.multipart !== null) return null;
    const [range, second] = answer.field('content-range').map(readContentRange);
    return {
      aspect: 'content-range',
      holds: range?.kind === 'interval' && range.total === BigInt(object.size) && second === undefined,
      expected: `bytes first-last/${object.size}`,
      actual: single(answer, 'content-range') ?? 'absent',
    };
  },
};

const intervalIsBody: Invariant = {
  rule: 'The body contains exactly the bytes that Content-Range names.',
  level: 'required',
  judge: (answer) => {
    if (!get206(answer)) return null;
    const [range] = answer.field('content-range').map(readContentRange);
    if (range?.kind !== 'interval') return null;
    return {
      aspect: 'body-bytes',
      holds: isInterval(answer.place, Number(range.first), Number(range.last)),
      expected: `bytes ${range.first}-${range.last} of the object, as Content-Range says`,
      actual: placeInWords(answer.place),
    };
  },
};

const partsAreBytes: Invariant = {
  rule: 'Each part of a multipart/byteranges answer contains exactly the bytes that its Content-Range names.',
  level: 'required',
  judge: (answer, object) => {
    if (answer.multipart === null) return null;
    const parts = truePartsOf(answer.multipart, object);
    const expected = 'parts with the bytes of the object';
    const holds = typeof parts !== 'string';
    return { aspect: 'body-bytes', holds, expected, actual: holds ? expected : parts };
  },
};

const partsHaveNoRange: Invariant = {
  rule: 'A multipart/byteranges answer has no Content-Range header (RFC 9110 section 15.3.7.2).',
  level: 'expected',
  judge: (answer) =>
    answer.multipart === null
      ? null
      : {
          aspect: 'content-range',
          holds: answer.field('content-range').length === 0,
          expected: 'absent',
          actual: single(answer, 'content-range') ?? 'absent',
        },
};

/** A plain slice that has this type is one of an object that was stored with it. */
const oneRangeHasNoParts: Invariant = {
  rule: 'A single range is not answered with multipart/byteranges (RFC 9110 section 15.3.7.2).',
  level: 'expected',
  judge: (answer) => {
    const type = single(answer, 'content-type');
    if (!get206(answer) || answer.multipart !== null || type === null || !isMultipart(type)) return null;
    if (answer.place.kind === 'slice') return null;
    return { aspect: 'body-bytes', holds: false, expected: 'the bytes of one range', actual: `a body of type ${type}` };
  },
};

const wholeObject: Invariant = {
  rule: 'A 200 carries the whole object.',
  level: 'required',
  judge: (answer, object) =>
    get200(answer)
      ? {
          aspect: 'body-bytes',
          holds: isInterval(answer.place, 0, object.size - 1),
          expected: object.size === 0 ? 'no bytes' : `bytes 0-${object.size - 1} of the object`,
          actual: placeInWords(answer.place),
        }
      : null,
};

/** Speaks of the object, not of the answer: what reads otherwise than it was stored is no proof of any range. */
const keptAsStored: Invariant = {
  rule: 'A GET without Range returns the object as it was stored.',
  level: 'required',
  judge: (_, object) => misread(object),
};

function misread({ readsAs, size }: ObjectFacts): Comparison | null {
  if (readsAs === undefined) return null;
  const expected = `bytes 0-${size - 1} of the object, by a GET without Range`;
  return { aspect: 'body-bytes', holds: false, expected, actual: `${readsAs}, by a GET without Range` };
}

const noRangeOn200: Invariant = {
  rule: 'A 200 has no Content-Range.',
  level: 'required',
  judge: (answer) =>
    answer.status === 200
      ? {
          aspect: 'content-range',
          holds: answer.field('content-range').length === 0,
          expected: 'absent',
          actual: single(answer, 'content-range') ?? 'absent',
        }
      : null,
};

const refusalIsInvalidRange: Invariant = {
  rule: 'A 416 has an XML error document whose code is InvalidRange.',
  level: 'required',
  judge: (answer) =>
    answer.status === 416 && answer.method === 'GET'
      ? {
          aspect: 'error-code',
          // No source tells the status of the code for too many ranges; a 416 is not ruled out.
          holds:
            answer.error?.code === 'InvalidRange' ||
            (answer.error?.code === 'MultiRangeFailed' && answer.asksForParts()),
          expected: 'InvalidRange',
          actual: answer.error?.code ?? 'no error document',
        }
      : null,
};

const unsatisfiedRange: Invariant = {
  rule: 'A Content-Range on a 416 names the complete length (RFC 9110 section 15.5.17).',
  // The field may be absent. One that is present and false contradicts the object, as a false validator does.
  level: 'required',
  judge: (answer, object) => {
    const value = answer.status === 416 ? single(answer, 'content-range') : null;
    if (value === null) return null;
    const range = readContentRange(value);
    return {
      aspect: 'content-range',
      holds: range.kind === 'unsatisfied' && range.total === BigInt(object.size),
      expected: `absent or bytes */${object.size}`,
      actual: value,
    };
  },
};

const lengthIsBody: Invariant = {
  rule: 'Content-Length, if present, is the length of the body.',
  level: 'required',
  judge: (answer) => {
    const value = single(answer, 'content-length');
    // On a 304 it may tell the length of what was not sent (RFC 9110 section 8.6).
    if (value === null || answer.method !== 'GET' || answer.status === 304) return null;
    return {
      aspect: 'content-length',
      holds: value === `${answer.length}`,
      expected: `${answer.length}, the bytes received`,
      actual: value,
    };
  },
};

const headHasNoBody: Invariant = {
  rule: 'The answer to HEAD has no body.',
  level: 'required',
  judge: (answer) =>
    answer.method === 'HEAD'
      ? { aspect: 'body-length', holds: answer.length === 0, expected: '0 bytes', actual: `${answer.length} bytes` }
      : null,
};

const messageEnds: Invariant = {
  rule: 'A message ends where its framing says it ends.',
  level: 'required',
  judge: (answer) => judgeFraming(answer),
};

const versionIsOne: Invariant = {
  rule: 'A request in HTTP/1.1 is answered in HTTP/1 (RFC 9110 section 2.5).',
  level: 'required',
  judge: ({ httpVersion }) =>
    httpVersion.startsWith('1.')
      ? null
      : { aspect: 'framing', holds: false, expected: 'HTTP/1.1 or HTTP/1.0', actual: `HTTP/${httpVersion}` },
};

/** An object that was there already may have been stored with a coding; those of the suite never are. */
const codingIsTrue: Invariant = {
  rule: 'Content-Encoding is present only if the bytes are encoded.',
  level: 'required',
  judge: (answer, { content }) => {
    const coding = single(answer, 'content-encoding');
    const isOwn = content !== undefined && content.bytes === undefined;
    if (coding === null || coding.toLowerCase() === 'identity' || !isOwn || answer.coded) return null;
    if (answer.place.kind !== 'slice' || answer.status >= 300) return null;
    return { aspect: 'header-fields', holds: false, expected: 'no Content-Encoding', actual: coding };
  },
};

const validatorsOfWhole: Invariant = {
  rule: 'Validators describe the whole object.',
  level: 'required',
  judge: (answer, object) => judgeValidators(object, answer),
};

/** All of them, in the order in which a reader wants to hear of them. */
export const invariants: readonly Invariant[] = [
  keptAsStored,
  wholeObject,
  wellFormedRange,
  intervalIsBody,
  partsAreBytes,
  partsHaveNoRange,
  oneRangeHasNoParts,
  noRangeOn200,
  refusalIsInvalidRange,
  unsatisfiedRange,
  lengthIsBody,
  headHasNoBody,
  messageEnds,
  versionIsOne,
  codingIsTrue,
  validatorsOfWhole,
];

const copiedRange: Invariant = {
  rule: 'The Content-Range of a copied part names the bytes that the part contains.',
  level: 'required',
  judge: (answer, object) => {
    const value = answer.status < 300 ? single(answer, 'content-range') : null;
    if (value === null) return null;
    const range = readContentRange(value);
    const { place } = answer;
    return {
      aspect: 'content-range',
      holds:
        range.kind === 'interval' &&
        range.total === BigInt(object.size) &&
        isInterval(place, Number(range.first), Number(range.last)),
      expected: place.kind === 'slice' ? `bytes ${place.first}-${place.last}/${object.size}` : 'absent',
      actual: value,
    };
  },
};

/** The violation of any check of an object that was not stored as written; null if it was. */
export function misreading(object: ObjectFacts): AspectResult | null {
  const comparison = misread(object);
  if (comparison === null) return null;
  const { aspect, expected, actual } = comparison;
  const { level, rule } = keptAsStored;
  return { aspect, verdict: 'violates', level, expected, actual, invariant: rule };
}

/** Of an answer to UploadPartCopy, whose body is what the part was found to hold. */
export const invariantsOfCopies: readonly Invariant[] = [copiedRange, messageEnds];
