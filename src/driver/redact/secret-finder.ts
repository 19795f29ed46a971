/** Finds secrets by their value, however they are written. */
export interface SecretFinder {
  /** Replaces every occurrence. */
  replace(text: string, mark: string): string;
  /** Replaces what is left of a secret at the end of a text that was cut off there. */
  replaceCut(text: string, mark: string): string;
  knows(secret: string): boolean;
}

/**
 * Below this many characters a secret is no secret but the word of a local stand-in (`ak`, `S3RVER`, `testing`), and
 * replacing it wherever it occurs would blot out ordinary text. OSS issues key ids of 16 to 24 characters and secrets of
 * 30. Where credentials have their place, short ones are replaced as well; see `credential-patterns.ts`.
 */
const shortestSecret = 8;

/** RFC 3986 section 2.3: what no encoding of URLs, XML or JSON has a reason to touch. */
const unreserved = /^[A-Za-z0-9\-._~]+$/;

/**
 * A secret is looked for as it is, percent-encoded in every common way (some encoders keep `!'()*`, some `/`), and
 * escaped for XML or JSON. In latin1 text its UTF-8 bytes are found as well.
 */
export function createSecretFinder(all: readonly string[]): SecretFinder {
  const secrets = [...new Set(all)].filter((secret) => secret.length >= shortestSecret);
  // Longest first, so that one secret which contains another goes as a whole.
  secrets.sort((a, b) => b.length - a.length);
  const plain = secrets.filter(isPlain);
  const special = secrets.filter((secret) => !isPlain(secret));
  const pattern = special.length === 0 ? null : new RegExp(special.map(patternOf).join('|'), 'g');
  return {
    replace(text, mark) {
      let result = pattern === null ? text : text.replace(pattern, mark);
      for (const secret of plain) if (result.includes(secret)) result = result.replaceAll(secret, mark);
      return result;
    },
    replaceCut(text, mark) {
      for (const secret of secrets) {
        for (let length = secret.length - 1; length >= shortestSecret; length--) {
          if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + mark;
        }
      }
      return text;
    },
    knows: (secret) => secrets.includes(secret),
  };
}

function isPlain(secret: string): boolean {
  return unreserved.test(secret);
}

function patternOf(secret: string): string {
  return Array.from(secret, (char) => (isPlain(char) ? quoted(char) : anyFormOf(char))).join('');
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** One character as it is, after a backslash, as its UTF-8 bytes, percent-encoded, or as an entity of XML. */
function anyFormOf(char: string): string {
  const bytes = Buffer.from(char, 'utf8');
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  const percent = Array.from(
    bytes,
    (byte) => `%${hex(byte).replace(/[a-f]/g, (x) => `[${x}${x.toUpperCase()}]`)}`,
  ).join('');
  const entity = entities[char] ?? `#0*${char.codePointAt(0)}`;
  return `(?:\\\\?${quoted(char)}|${quoted(bytes.toString('latin1'))}|${percent}|&${entity};)`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
