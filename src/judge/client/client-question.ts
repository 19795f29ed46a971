/** One question that a client is to ask, in terms of HTTP. */
export interface ClientQuestion {
  readonly key: string;
  /** Value of the one Range line, one character a byte; `null`: no Range. */
  readonly range: string | null;
  /** Every other header field of the question; the mode header is one of them. */
  readonly headers: Readonly<Record<string, string>>;
}
