/** What stands where a secret stood. */
export const marker = '<redacted>';

/** The same, in a document where a bare `<` would be markup. */
export const xmlMarker = '&lt;redacted&gt;';

/**
 * Parameters of a query or of an Authorization value that carry credentials: OSS V1 and V4 (the vendor's pages on
 * signatures in headers and in URLs), and the AWS schemes of S3-compatible targets. Lower case.
 */
const secretParameters: ReadonlySet<string> = new Set([
  'signature',
  'ossaccesskeyid',
  'awsaccesskeyid',
  'security-token',
  'x-oss-access-key-id',
  'x-oss-signature',
  'x-oss-security-token',
  'x-amz-signature',
  'x-amz-security-token',
]);

/** `KEYID/DATE/REGION/SERVICE/REQUEST`: the id goes, the scope stays, for it explains many a refusal. */
const scopedParameters: ReadonlySet<string> = new Set(['credential', 'x-oss-credential', 'x-amz-credential']);

const parameters = [...secretParameters, ...scopedParameters];
const longestParameter = Math.max(...parameters.map((name) => name.length));
const parameterAtEnd = new RegExp(`(?:${parameters.join('|')})$`, 'i');

/** Elements of the SignatureDoesNotMatch document that repeat the request's credentials or what was signed with them. */
const secretElements = [
  'OSSAccessKeyId',
  'AWSAccessKeyId',
  'AccessKeyId',
  'SignatureProvided',
  'StringToSign',
  'StringToSignBytes',
  'CanonicalRequest',
  'CanonicalRequestBytes',
  'SecurityToken',
];

/** A value has at least one character and no `<`: what is redacted already is left alone. */
const assignment = /(?<![\w-])([\w-]+)=([^&;,\s"'<>#]+)/g;
const element = new RegExp(`(<(${secretElements.join('|')})>)[^<]+(?=</\\2>)`, 'g');

/** The last four parts, for a key id may hold a slash; in a query they are percent-encoded. */
const scopeAtEnd = /(?:(?:\/|%2F)(?:(?!\/|%2F).)*){4}$/i;

/** Header fields that carry credentials, in lower case. */
const credentialFields: ReadonlyMap<string, 'authorization' | 'token'> = new Map([
  ['authorization', 'authorization'],
  ['proxy-authorization', 'authorization'],
  ['security-token', 'token'],
  ['x-oss-security-token', 'token'],
  ['x-amz-security-token', 'token'],
]);

const credentialFieldLine = new RegExp(`^(?:${[...credentialFields.keys()].join('|')})[ \\t]*:`, 'im');

/** Replaces credentials where they have their place: as parameters of a query or of an Authorization value. */
export function redactAssignments(text: string, mark: string): string {
  if (!mayNameCredential(text)) return text;
  return text.replace(assignment, (whole: string, name: string, value: string) => {
    const secret = secretPart(name, value);
    return secret === '' ? whole : `${name}=${mark}${value.slice(secret.length)}`;
  });
}

/** Whether a `name=` may name a credential: spares the texts where none does, which is most, the dearer expression. */
function mayNameCredential(text: string): boolean {
  for (let equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', equals + 1)) {
    if (parameterAtEnd.test(text.slice(Math.max(0, equals - longestParameter), equals))) return true;
  }
  return false;
}

/** The part of a parameter's value that is a secret: its start, all of it, or nothing. */
function secretPart(name: string, value: string): string {
  const key = name.toLowerCase();
  if (secretParameters.has(key)) return value;
  if (!scopedParameters.has(key)) return '';
  return value.slice(0, value.length - (scopeAtEnd.exec(value)?.[0].length ?? 0));
}

/** Replaces the text of elements that repeat credentials; the elements stay. */
export function redactElements(text: string): string {
  return text.replace(element, `$1${xmlMarker}`);
}

/** Whether a head has a field that is, or holds, a credential by its name. */
export function namesCredentialField(head: string): boolean {
  return credentialFieldLine.test(head);
}

/** The value of a header field without its credentials, or null where the name says nothing about credentials. */
export function redactFieldByName(name: string, value: string): string | null {
  const kind = credentialFields.get(name.toLowerCase());
  if (kind === undefined) return null;
  return kind === 'token' ? marker : redactAuthorization(value);
}

/** Parts of an Authorization value that name header fields. */
const listParameters: ReadonlySet<string> = new Set(['additionalheaders', 'signedheaders']);

/**
 * Keeps of an Authorization value the scheme, the scope and the list of signed headers, which explain a refusal, and
 * nothing else: `OSS id:signature` (V1), `OSS4-HMAC-SHA256 Credential=id/scope,Signature=hex` (V4), and their AWS twins.
 */
function redactAuthorization(value: string): string {
  const scheme = /^\S+(?=\s)/.exec(value)?.[0];
  if (scheme === undefined) return marker;
  return scheme + value.slice(scheme.length).replace(/[^\s,]+/g, redactAuthorizationPart);
}

/** Only names that are known are kept: `dXNlcjpwYXM=` of a Basic scheme looks like one. */
function redactAuthorizationPart(part: string): string {
  const [name, value] = nameAndValue(part);
  if (listParameters.has(name.toLowerCase())) return part;
  const secret = secretPart(name, value);
  return secret === '' ? marker : `${name}=${marker}${value.slice(secret.length)}`;
}

function nameAndValue(part: string): [name: string, value: string] {
  const equals = part.indexOf('=');
  return equals < 0 ? ['', part] : [part.slice(0, equals), part.slice(equals + 1)];
}

/** The credentials that the query of a request shows: values to look for wherever the answer may repeat them. */
export function credentialsIn(text: string): string[] {
  if (!mayNameCredential(text)) return [];
  const secrets = Array.from(text.matchAll(assignment), ([, name = '', value = '']) => secretPart(name, value));
  return secrets.filter((secret) => secret !== '');
}

const none: readonly string[] = [];

/** The same for a header field of the request. */
export function credentialsInField(name: string, value: string): readonly string[] {
  const kind = credentialFields.get(name.toLowerCase());
  if (kind === undefined) return none;
  if (kind === 'token') return [value];
  // Of the requests of a run only the signature differs.
  const signature = /Signature=([0-9a-f]{64})$/.exec(value)?.[1];
  if (signature === undefined) return credentialsInAuthorization(value);
  const before = value.slice(0, -signature.length);
  if (before !== latest.before) latest = { before, credentials: credentialsInAuthorization(before) };
  return [...latest.credentials, signature];
}

let latest: { readonly before: string; readonly credentials: readonly string[] } = { before: '', credentials: [] };

function credentialsInAuthorization(value: string): readonly string[] {
  // A key id may hold a colon (`account:user` of swift), a signature in base64 may not.
  const v1 = value.includes('Credential=') ? null : /^\S+ (\S+):([^:\s]+)$/.exec(value);
  if (v1 !== null) return v1.slice(1);
  return value.split(/[\s,]+/).flatMap((part) => secretPart(...nameAndValue(part)) || []);
}
