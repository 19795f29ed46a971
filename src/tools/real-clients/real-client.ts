/** Where a client comes from. */
export type ClientOrigin =
  /** Packages of Debian. */
  | { readonly kind: 'debian'; readonly packages: readonly string[] }
  /** A package that `fixtures/real-clients/package-lock.json` pins. */
  | { readonly kind: 'npm'; readonly package: string };

/** A result that is not what is due, and why it is right to expect it. */
export interface KnownDeparture {
  readonly step: string;
  readonly because: string;
}

/** A client of another project, which reads from the embedded endpoint. */
export interface RealClient {
  readonly name: string;
  readonly language: string;
  readonly origin: ClientOrigin;
  /** The program that runs its script, and the script, a file of `fixtures/real-clients`. */
  readonly script: readonly [program: string, file: string];
  /** What the program itself says of its version. */
  version(): Promise<string>;
  /** How it is made to send `x-oss-range-behavior`. */
  readonly mode: { readonly by: string } | { readonly lacks: string };
  /** Why it cannot ask for a range of this form; absent where it can. */
  readonly lacks?: Readonly<Partial<Record<RangeForm, string>>>;
  /** Steps in which the client gets or does something else. */
  readonly departures?: readonly KnownDeparture[];
}

export const rangeForms = ['closed', 'open', 'suffix'] as const;
export type RangeForm = (typeof rangeForms)[number];
