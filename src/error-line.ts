import type { SuiteError } from './suite-error.js';

/** An error for readers who show one line: the message, and the hint behind it. */
export function errorLine({ message, hint }: SuiteError): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}
