/**
 * What no source settles. Each member is one question that documents, transcripts and vendor tests leave open, with the
 * answers that a real service could plausibly give. A verdict on any of them says nothing about conformance, so the
 * suite's tests start endpoints that differ only here and expect the same result.
 */
export interface UnsettledChoices {
  /** Standard: a value that is no byte range at all: no digits, letters, no `=`, a second minus sign. */
  readonly standardMalformed: 'whole' | 'refuse';
  /** Standard: a unit other than `bytes`. */
  readonly standardOtherUnit: 'whole' | 'refuse';
  /** Standard: the last position lies before the first. */
  readonly standardInverted: 'whole' | 'refuse';
  /**
   * Standard: more than one range, or a comma that announces one. `first`: as under default, the rest is not read. `parts`: as
   * RFC 9110 reads a list, so several ranges come as multipart/byteranges.
   */
  readonly standardList: 'first' | 'parts' | 'whole' | 'refuse';
  /**
   * Multi-range: ranges that overlap or run backwards. `merged`: in order, those that meet as one (users of the vendor's
   * own PhotonLibOS report both).
   */
  readonly multiRangeOrder: 'as-sent' | 'merged';
  /** Multi-range: the status of `MultiRangeFailed`, of which the documents name the code only. */
  readonly multiRangeFailedStatus: 400 | 409 | 416;
  /** The header of multi-range together with the mode header. */
  readonly multiRangeUnderStandard: 'multi-range' | 'standard';
  /** Standard: a range with a first position, of an object without a byte. */
  readonly standardEmptyObject: 'refuse' | 'whole';
  /** Standard: a suffix that is not zero, of an object without a byte. A 206 cannot be: it has no positions to name. */
  readonly standardEmptyObjectSuffix: 'whole' | 'refuse';
  /** Default: `bytes=-0` of an object without a byte. */
  readonly defaultEmptyObjectZeroSuffix: 'refuse' | 'whole';
  /** `Bytes=0-1`. */
  readonly unitCase: 'insensitive' | 'sensitive';
  /** Blanks where the grammar has none: `bytes= 0-1`, `bytes=0 - 1`. */
  readonly innerBlanks: 'malformed' | 'tolerated';
  /** `bytes=000-001`. */
  readonly leadingZeros: 'accepted' | 'malformed';
  /** `bytes=0-1;`. */
  readonly trailingSemicolon: 'malformed' | 'tolerated';
  /** Positions above 2^63-1. `exact`: numbers like any other. */
  readonly hugeNumbers: 'exact' | 'malformed';
  /** Several Range lines. `joined`: read as one list. */
  readonly repeatedRange: 'first' | 'last' | 'joined' | 'whole';
  /** Values of the mode header that ask for the standard behaviour. */
  readonly modeValue: 'exact' | 'any-case' | 'any-value';
  /** Several lines of the mode header. `joined`: `standard,standard` is not `standard`. */
  readonly repeatedMode: 'first' | 'last' | 'joined';
  /** The mode as a query parameter. */
  readonly modeInQuery: 'ignored' | 'honoured';
  /** HEAD with Range. `honoured`: status and fields of the GET; `refused`: as a field that the operation does not know. */
  readonly headRange: 'ignored' | 'honoured' | 'refused';
  /** If-Range. `honoured`: a validator that does not match gives the whole object; `refused`: as an unknown field. */
  readonly ifRange: 'ignored' | 'honoured' | 'refused';
  /** `Content-Range: bytes *\/1000` in a 416. */
  readonly contentRangeOf416: 'absent' | 'present';
  /** Content-MD5, which is of the whole object, in a 206. */
  readonly contentMd5Of206: 'absent' | 'present';
  /**
   * `response-content-type`: the vendor documents a refusal, and users report that a custom domain allows it. `by-domain`:
   * refused on domains of the vendor only.
   */
  readonly typeOverride: 'by-domain' | 'refused';
  /** `response-*` overrides of a 206. */
  readonly overridesOf206: 'applied' | 'ignored';
  /** A Range of a symbolic link. */
  readonly symlinkRange: 'applied' | 'ignored';
  /** `Accept-Encoding: gzip` together with a Range, of a text that would be compressed. */
  readonly gzipWithRange: 'range' | 'compressed';
  /** The mode header on UploadPartCopy whose range leaves the source. `cut`: as a download would be. */
  readonly standardCopyRange: 'whole' | 'cut' | 'refuse';
  /** A suffix as the range of UploadPartCopy. `whole`: it does not conform, so that everything is copied. */
  readonly copySuffix: 'whole' | 'applied';
}

/**
 * What this endpoint answers unless told otherwise: what RFC 9110 says where it speaks, else what needs the least
 * invention. The numbers are those of RFC 9110.
 */
export const defaultChoices: UnsettledChoices = {
  // 14.2 allows to ignore and to reject; ignoring is what the default behaviour is documented to do.
  standardMalformed: 'whole',
  // 14.2: a unit that is not understood is ignored.
  standardOtherUnit: 'whole',
  // 14.1.1 calls it invalid, and 14.2 treats it as malformed.
  standardInverted: 'whole',
  // The header promises another treatment of bounds, and nothing else: the documented list rule stays.
  standardList: 'first',
  // 15.3.7.2 lets a server coalesce ranges, and does not ask for it.
  multiRangeOrder: 'as-sent',
  // As the other codes for arguments that are out of bounds.
  multiRangeFailedStatus: 400,
  // Each header asks for something that the other does not speak of; the one about lists decides about a list.
  multiRangeUnderStandard: 'multi-range',
  // 14.1.2: the first position is not below the length, so it is unsatisfiable.
  standardEmptyObject: 'refuse',
  // 14.1.2 calls it satisfiable with the whole representation, of which there is no byte to number.
  standardEmptyObjectSuffix: 'whole',
  // As three vendor tests find it on objects that are not empty.
  defaultEmptyObjectZeroSuffix: 'refuse',
  // 14.1: range unit names are case-insensitive.
  unitCase: 'insensitive',
  // 14.1.1 has blanks around the commas of a list only.
  innerBlanks: 'malformed',
  // 14.1.1: 1*DIGIT.
  leadingZeros: 'accepted',
  // 14.1.1 has no semicolon.
  trailingSemicolon: 'malformed',
  // 14.1.1 sets no limit to the digits, and 8.6 warns of overflow for the like of them.
  hugeNumbers: 'exact',
  // 5.3: not a list field, so it must not be joined; the first line is as good as any.
  repeatedRange: 'first',
  // Only this value is documented.
  modeValue: 'exact',
  repeatedMode: 'first',
  // No document and no SDK has it.
  modeInQuery: 'ignored',
  // 14.2: Range is defined for GET.
  headRange: 'ignored',
  // The iOS document lists what GetObject supports; If-Range is not among it.
  ifRange: 'ignored',
  // Absent from the published transcript of a 416.
  contentRangeOf416: 'absent',
  // 206 carries what a 200 would, but this field speaks of the content it travels with (RFC 1864), which is a part.
  contentMd5Of206: 'absent',
  // The newest document refuses it, and this endpoint usually has a domain of its user's.
  typeOverride: 'by-domain',
  // A download that resumes keeps its type and its file name.
  overridesOf206: 'applied',
  // A link is read as its target.
  symlinkRange: 'applied',
  // Clients that want a part want its bytes; the FAQ for Android shows a client that drops gzip where it sends a Range.
  gzipWithRange: 'range',
  // The header is documented for downloads only.
  standardCopyRange: 'whole',
  // By the rule of downloads, which open copy ranges obey.
  copySuffix: 'applied',
};
