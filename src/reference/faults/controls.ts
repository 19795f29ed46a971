import type { UnsettledChoices } from '../server/unsettled.js';
import { answersWith, bodyOf, withBody, withField } from './change.js';
import type { Control } from './fault.js';

const differs = (name: string, sentence: string, because: string, choices: Partial<UnsettledChoices>): Control => ({
  name,
  sentence,
  because,
  hooks: { choices },
});

/** Endpoints that are right though they differ. */
export const controls: readonly Control[] = [
  {
    name: 'as-it-is',
    sentence: 'Nothing is different.',
    because: 'This is the endpoint without any fault.',
    hooks: {},
  },
  differs(
    'standard-refuses-what-is-no-range',
    'Under the standard behaviour malformed, inverted and foreign ranges are answered 416.',
    'The documents do not mention them, and RFC 9110 section 14.2 lets a server ignore or reject them.',
    { standardMalformed: 'refuse', standardInverted: 'refuse', standardOtherUnit: 'refuse' },
  ),
  differs(
    'standard-refuses-lists',
    'Under the standard behaviour a list is answered 416.',
    'One vendor page names several ranges as a cause of 416; no source ties it to a behaviour.',
    { standardList: 'refuse' },
  ),
  differs(
    'standard-ignores-lists',
    'Under the standard behaviour a list returns the whole object.',
    'No source states the answer, and RFC 9110 section 14.2 lets a server ignore a Range.',
    { standardList: 'whole' },
  ),
  differs(
    'standard-answers-lists-by-parts',
    'Under the standard behaviour a list is answered with multipart/byteranges.',
    'No source states the answer, and RFC 9110 section 15.3.7.2 allows this one.',
    { standardList: 'parts' },
  ),
  differs(
    'parts-merged',
    'Parts are sent in object order, overlapping parts are merged, and too many are answered 416.',
    'Users of a vendor client report both, and the documents only name the code for too many.',
    { multiRangeOrder: 'merged', multiRangeFailedStatus: 416, multiRangeUnderStandard: 'standard' },
  ),
  differs(
    'empty-object-the-other-way',
    'A range of an empty object gets the other possible answer where no source decides.',
    'Only one such request has a source.',
    { standardEmptyObjectSuffix: 'refuse', defaultEmptyObjectZeroSuffix: 'whole' },
  ),
  differs(
    'strict-spelling',
    'Capitals in the unit, leading zeros and numbers of more than 63 bits make a range malformed.',
    'No source states how they are parsed.',
    { unitCase: 'sensitive', leadingZeros: 'malformed', hugeNumbers: 'malformed' },
  ),
  differs(
    'tolerant-spelling',
    'Spaces inside a range and a semicolon after it are ignored.',
    'No source states how they are parsed.',
    { innerBlanks: 'tolerated', trailingSemicolon: 'tolerated' },
  ),
  differs(
    'last-range-line',
    'Of several Range lines the last one counts.',
    'Range is not a list field, so two Range lines have no defined meaning; real servers differ.',
    { repeatedRange: 'last' },
  ),
  differs(
    'joined-range-lines',
    'Several Range lines are read as one list.',
    'Range is not a list field, so two Range lines have no defined meaning; real servers differ.',
    { repeatedRange: 'joined' },
  ),
  differs(
    'any-mode',
    'Any value of the mode header, also in the query, selects the standard behaviour; the last line counts.',
    'Only one value is documented; no document states what others do.',
    { modeValue: 'any-value', modeInQuery: 'honoured', repeatedMode: 'last' },
  ),
  differs(
    'head-with-ranges',
    'HEAD is answered like GET, including ranges.',
    'No source states what HEAD does with a Range; RFC 9110 defines it for GET.',
    { headRange: 'honoured' },
  ),
  differs(
    'unknown-fields-refused',
    'HEAD with a Range, and anything with an If-Range, is answered 400 NotImplemented.',
    'A vendor page says that an operation may reject unknown fields; no source lists the known ones.',
    { headRange: 'refused', ifRange: 'refused' },
  ),
  differs(
    'type-override-refused',
    'A signed read with response-content-type is answered 400 InvalidRequest.',
    'The newest document rejects it; older documents and tests apply it, and users report it on custom domains.',
    { typeOverride: 'refused' },
  ),
  differs(
    'too-many-ranges-conflict',
    'Too many ranges are answered 409 MultiRangeFailed.',
    'The documents name the code but no status.',
    { multiRangeFailedStatus: 409 },
  ),
  differs(
    'copy-suffix-ignored',
    'A suffix as a copy range copies all of the source.',
    'The document only names two positions, and no source shows a suffix.',
    { copySuffix: 'whole' },
  ),
  differs(
    'if-range-honoured',
    'A Range is ignored if If-Range does not match.',
    'RFC 9110 requires it; the vendor documents do not mention If-Range.',
    { ifRange: 'honoured' },
  ),
  differs(
    'more-fields',
    'A 416 has bytes */length; a 206 has the Content-MD5 of the whole object and the stored fields without overrides.',
    'The one transcript of a 416 is abridged, and no source shows the other two.',
    { contentRangeOf416: 'present', contentMd5Of206: 'present', overridesOf206: 'ignored' },
  ),
  {
    name: 'other-words-in-errors',
    sentence: 'Errors have another message, another order of elements, and unknown elements.',
    because: 'The vendor asks not to rely on the message, and pages of different years differ in it.',
    hooks: answersWith(416, (answer) =>
      withBody(
        answer,
        bodyOf(answer)
          .toString()
          .replace(/<Message>.*<\/Message>/, '<Message>No such bytes.</Message>')
          .replace(/(\s*<Code>.*<\/Code>)([\s\S]*)(\s*<\/Error>)/, '$2$1\n  <EC>0000-00000000</EC>$3'),
      ),
    ),
  },
  {
    name: 'fields-in-another-case',
    sentence: 'Field names are in lower case and in another order, and there is an unknown field.',
    because: 'Neither the case nor the order of field names matters (RFC 9110 section 5.1).',
    hooks: {
      head: (usual) => [
        ...usual.map(([name, value]) => [name.toLowerCase(), value] as const).reverse(),
        ['x-cache', 'MISS'],
      ],
    },
  },
  {
    name: 'parts-without-validators',
    sentence: 'A 206 has no ETag, no Last-Modified and no x-oss-hash-crc64ecma.',
    because: 'No source requires them; only a wrong value contradicts the object.',
    hooks: answersWith(206, (answer) =>
      ['ETag', 'Last-Modified', 'x-oss-hash-crc64ecma'].reduce((rest, name) => withField(rest, name, null), answer),
    ),
  },
  {
    name: 'folders-are-directories',
    sentence: 'An empty object whose key ends with a slash is answered as a directory.',
    because: 'The GetObject document prints such an answer, and a vendor FAQ prints one without it.',
    hooks: {
      object: (find) => {
        const object = find();
        const isFolder = object.key.endsWith('/') && object.body.length === 0;
        return isFolder
          ? { ...object, storedKind: { kind: 'Directory' }, headers: [['Content-Type', 'application/x-directory']] }
          : object;
      },
    },
  },
  {
    name: 'slow',
    sentence: 'Every fiftieth answer is delayed by 50 ms.',
    because: 'Timing is not part of the protocol.',
    hooks: () => {
      let count = 0;
      return {
        answer: (usual) =>
          ++count % 50 === 0 ? new Promise((resolve) => setTimeout(() => resolve(usual), 50)) : usual,
      };
    },
  },
  {
    name: 'no-digest',
    sentence: 'The plain read of an object has no Content-MD5.',
    because: 'A server may omit this checksum; parts do not have it either.',
    hooks: {
      answer: (usual) => withField(usual, 'Content-MD5', null),
    },
  },
];
