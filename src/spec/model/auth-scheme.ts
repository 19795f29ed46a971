/** Whose names requests and answers use: `x-oss-copy-source` or `x-amz-copy-source`. */
export type Protocol = 'oss' | 's3';

interface SignatureTraits {
  readonly protocol: Protocol;
  /** Its version as messages write it, and in small letters as the name of the capability to accept it. */
  readonly version: `V${number}` | null;
  /** Whether it names a region that has to be known. A store of S3 has a usual one. */
  readonly needsRegion: boolean;
  /** Whether a request may name header fields that are covered beyond the usual ones. */
  readonly coversMore: boolean;
}

/** The current signature of OSS, the legacy one, and that of Amazon S3. */
const signatures = {
  'oss-v4': { protocol: 'oss', version: 'V4', needsRegion: true, coversMore: true },
  'oss-v1': { protocol: 'oss', version: 'V1', needsRegion: false, coversMore: false },
  'aws-v4': { protocol: 's3', version: null, needsRegion: false, coversMore: true },
} as const satisfies Readonly<Record<string, SignatureTraits>>;

export type SignatureKind = keyof typeof signatures;

/** The two places in which a signature may stand. */
export type SignaturePlace = 'header' | 'url';

interface Scheme {
  /** Its name for a whole run: `--auth`, and `auth` of a target profile. */
  readonly run?: string;
  /** Its name in `auth.by` of a row. */
  readonly row?: string;
  /** Null: the request is not signed. */
  readonly signature: SignatureKind | null;
  readonly places: readonly SignaturePlace[];
}

/**
 * How a request can prove who sends it. Options, target profiles, rows, recordings and what a target may lack derive from
 * this list. `without-permission`: by a caller who may not read the object, which is one without credentials where objects
 * are private.
 */
const schemes = [
  { run: 'oss-v4', row: 'header-v4', signature: 'oss-v4', places: ['header'] },
  { run: 'oss-v1', row: 'header-v1', signature: 'oss-v1', places: ['header'] },
  { run: 'oss-v4-presigned', row: 'url-v4', signature: 'oss-v4', places: ['url'] },
  { run: 'oss-v1-presigned', row: 'url-v1', signature: 'oss-v1', places: ['url'] },
  { row: 'url-and-header-v1', signature: 'oss-v1', places: ['header', 'url'] },
  { run: 'aws-v4', signature: 'aws-v4', places: ['header'] },
  { run: 'aws-v4-presigned', signature: 'aws-v4', places: ['url'] },
  { run: 'anonymous', row: 'anonymous', signature: null, places: [] },
  { row: 'without-permission', signature: null, places: [] },
] as const satisfies readonly Scheme[];

const byRun: ReadonlyMap<string, Scheme> = new Map(schemes.flatMap((one) => ('run' in one ? [[one.run, one]] : [])));
const byRow: ReadonlyMap<string, Scheme> = new Map(schemes.flatMap((one) => ('row' in one ? [[one.row, one]] : [])));

type Schemes = (typeof schemes)[number];

/** How the requests of a run prove who sends them. */
export type AuthScheme = Extract<Schemes, { readonly run: string }>['run'];
export const authSchemes: readonly AuthScheme[] = schemes.flatMap((scheme) => ('run' in scheme ? [scheme.run] : []));

/** How a row proves who sends its request, where that is not as the run does. */
export type Signing = Extract<Schemes, { readonly row: string }>['row'];
export const signings: readonly Signing[] = schemes.flatMap((scheme) => ('row' in scheme ? [scheme.row] : []));

/** A row signature in a single place, which a target may not support. */
export type SinglePlaceSigning = Extract<
  Schemes,
  { readonly row: string; readonly places: readonly [SignaturePlace] }
>['row'];
export const singlePlaceSignings = signings.filter(
  (signing): signing is SinglePlaceSigning => schemeOfRow(signing).places.length === 1,
);

/** Where the signature of a run or of a row stands, and which one it is. */
export type SchemeTraits = Pick<Scheme, 'signature' | 'places'>;

export const schemeOfRun = (scheme: AuthScheme): SchemeTraits => byRun.get(scheme)!;

export function schemeOfRow(signing: Signing): SchemeTraits {
  return byRow.get(signing)!;
}

export const traitsOfSignature = (kind: SignatureKind): SignatureTraits => signatures[kind];

/** The protocol that goes with a scheme; that of OSS where nothing is signed. */
export function protocolOf(scheme: AuthScheme): Protocol {
  const { signature } = schemeOfRun(scheme);
  return signature === null ? 'oss' : signatures[signature].protocol;
}

/** Whether nothing proves who sends the request. */
export const isUnsigned = (signing: Signing): boolean => schemeOfRow(signing).signature === null;

/** The scheme of a run that puts another signature in the same place. */
export function withSignature(scheme: AuthScheme, kind: SignatureKind): AuthScheme {
  const isThat = ({ signature, places }: SchemeTraits): boolean =>
    signature === kind && `${places}` === `${schemeOfRun(scheme).places}`;
  return authSchemes.find((other) => isThat(schemeOfRun(other))) ?? scheme;
}

type VersionOf<Kind extends SignatureKind> = (typeof signatures)[Kind]['version'];

/** What a target may lack of signatures: a version, and the place in the URL. */
export type SignatureCapability = Lowercase<NonNullable<VersionOf<SignatureKind>>> | 'presign';

/** What a target must have for a scheme: the version of the signature first, because its lack explains the other one. */
export function capabilitiesOfScheme({ signature, places }: SchemeTraits): SignatureCapability[] {
  const version = signature === null ? null : signatures[signature].version;
  return [
    ...(version === null ? [] : [version.toLowerCase() as Lowercase<typeof version>]),
    ...(places.includes('url') ? (['presign'] as const) : []),
  ];
}
