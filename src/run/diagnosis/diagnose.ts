import type { Target } from '../../driver/target/target.js';
import type { CertificateFlaw, Exchange, TransportFailure } from '../../exchange/exchange.js';
import { type Classified, classifyExchange, failureInWords } from '../../judge/classify-exchange.js';
import { type ErrorDocument, readErrorDocument } from '../../judge/error-document.js';
import type { Cause } from '../../judge/verdict.js';
import { SuiteError } from '../../suite-error.js';
import type { Diagnosis } from './access-denied.js';
import { addressAdvice } from './address-advice.js';
import { refusalBy } from './refusals.js';

/** A request that should have worked and did not. */
export interface Setback {
  readonly exchange: Exchange;
  /** What is wrong with its answer, where the answer itself looks like a success. */
  readonly cause?: Cause;
}

/**
 * Why a target did not do what every run needs (write, read, list, remove), in one sentence, with what to fix. The codes
 * are those of the vendor's error list.
 */
export function diagnose(target: Target, setback: Setback): SuiteError {
  const { result, request } = setback.exchange;
  if (result.kind === 'failure') return error(unreachable(target, result.failure));
  const { status, body, framing } = result.response;
  if (framing.truncated) return error(unreachable(target, framing.truncated));
  const classified = classifyExchange('GET', setback.exchange, 0);
  if (classified.kind === 'limited') return error(limited(target, classified));
  return error(refused(target, request.method, status, readErrorDocument(body.prefix), setback.cause?.message));
}

const error = ({ code, message, hint }: Diagnosis): SuiteError => new SuiteError(code, message, { hint });

/** What to do about a certificate that is not trusted; not to look at it is the last of all ways. */
const certificateHints: Readonly<Record<Exclude<CertificateFlaw, 'other-host'>, string>> = {
  expired: 'renew the certificate of the server, or skip verification: --insecure',
  'not-yet-valid': 'correct the clock of this machine, or wait; or skip verification: --insecure',
  'self-signed': 'trust this certificate: --ca FILE (PEM); or skip verification: --insecure',
  'unknown-authority':
    'trust the authority that signed it: --ca FILE (PEM), including intermediate certificates that the server does not send; or skip verification: --insecure',
};

function proxyHint(message: string): string {
  if (message.includes('(407)')) return 'add the user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT';
  return 'correct HTTPS_PROXY or --proxy, or bypass it: NO_PROXY=HOST; then check again: oss-range doctor';
}

function unreachable(target: Target, { code, certificate, ...failed }: TransportFailure): Diagnosis {
  const failure = failureInWords({ code, ...failed });
  const isBegun = code === 'timeout' && (failed.phase === 'headers' || failed.phase === 'body');
  const advice = addressAdvice(target);
  const hints: Record<string, string> = {
    refused: `${advice.refused}; then check again: oss-range doctor`,
    dns: `${advice.name}; then check again: oss-range doctor`,
    tls: `${advice.tls}; then check again: oss-range doctor`,
    proxy: proxyHint(failed.message),
    timeout: 'check the network, or raise --timeout; then check again: oss-range doctor',
  };
  const certificateHint =
    certificate === 'other-host'
      ? `${advice.certificate}; or skip verification: --insecure`
      : certificate && certificateHints[certificate];
  return {
    code: 'endpoint-unreachable',
    message: `${target.endpoint.origin} ${isBegun ? 'starts answers but does not finish them' : 'cannot be reached'}: ${failure}`,
    hint: certificateHint ?? hints[code] ?? 'find out what answers there: oss-range doctor',
  };
}

/** The target works, and lets this caller do no more of it. */
function limited({ endpoint }: Target, { cause, words }: Extract<Classified, { kind: 'limited' }>): Diagnosis {
  const code = 'endpoint-refused';
  return cause.kind === 'quota'
    ? {
        code,
        message: `${endpoint.origin} stores no more data for this account (${words})`,
        hint: 'remove leftovers of older runs, then run again: oss-range clean',
      }
    : {
        code,
        message: `${endpoint.origin} throttles requests (${words})`,
        hint: 'wait, then send fewer requests at a time: oss-range run --concurrency 1',
      };
}

function refused(
  target: Target,
  method: string,
  status: number,
  document: ErrorDocument | null,
  cause: string | undefined,
): Diagnosis {
  const known = document && refusalBy(target, method, document);
  if (known) return known;
  const answer = [`${status}`, document?.code, inItsWords(document)].filter(Boolean).join(' ');
  return {
    code: 'object-upload-failed',
    message:
      status < 400 && cause !== undefined
        ? `${target.endpoint.origin} does not return what was stored: ${cause}`
        : `${target.endpoint.origin} does not ${method === 'GET' ? 'give' : 'store'} objects in bucket ${target.bucket}: ${method} was answered ${answer}`,
    hint: 'find out what is missing: oss-range doctor',
  };
}

/** In characters; the vendor's messages have about a hundred. */
const longestQuote = 200;

function inItsWords(document: ErrorDocument | null): string {
  const words = (document?.message ?? '').replace(/\s+/g, ' ').trim().slice(0, longestQuote);
  return words === '' ? '' : `(${words})`;
}
