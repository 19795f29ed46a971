import type { HttpProxy } from './proxy.js';

/** How connections to a target are made, where that is not simply to where its endpoint says. */
export interface Connection {
  /** Certificates that are trusted besides those of Node. */
  readonly ca?: { readonly file: string; readonly pem: string } | undefined;
  /** Certificates are not looked at. */
  readonly insecure?: boolean | undefined;
  readonly proxy?: HttpProxy | undefined;
  /** Whether flag or profile name the proxy, rather than the environment. */
  readonly isProxyNamed?: boolean | undefined;
}

/** What a reader of a report has to know about that, a sentence each. */
export function connectionNotices({ insecure, proxy }: Connection): string[] {
  return [
    ...(insecure
      ? ['Certificates were not verified (--insecure): a man in the middle could have sent these answers.']
      : []),
    ...(proxy
      ? [
          `Every connection went through the proxy ${proxy.origin} with a tunnel, which may itself cause time-outs and resets.`,
        ]
      : []),
  ];
}
