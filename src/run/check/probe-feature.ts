import type { RecordedResponse } from '../../exchange/exchange.js';
import { answerField } from '../../exchange/response-fields.js';
import { readErrorDocument, statusWithCode } from '../../judge/error-document.js';
import { type SinglePlaceSigning, schemeOfRow, traitsOfSignature } from '../../spec/model/auth-scheme.js';
import { isSignatureFeature, type OtherFeature, type RequestFeature } from '../../spec/model/request-feature.js';
import { multiRangeHeaderName } from '../../spec/model/vocabulary.js';
import { isUnsupported } from '../capability/unsupported.js';
import { onlyV4InHeader, refusesV1 } from '../diagnosis/refusals.js';
import type { Controls } from '../objects/controls.js';
import type { StoredObject } from '../objects/stored-objects.js';
import type { Sender, TargetRequest } from '../sender/sender.js';

/** What one request tells of a way to ask. */
export type Probed =
  | { readonly kind: 'has' }
  /** Explicitly rejected, while the same object can be read as the run reads it. */
  | { readonly kind: 'lacks'; readonly reason: string }
  /** Answered in another way: that is for the rows to judge. */
  | { readonly kind: 'unclear'; readonly detail: string };

interface Probe {
  /** For a message. */
  readonly what: string;
  readonly request: (object: StoredObject) => Pick<TargetRequest, 'range' | 'headers' | 'auth'>;
  /** The status that shows that the target knows it. */
  readonly status: number;
  /** The status that shows that it lacks it, where that is a success. */
  readonly lacksAt?: number;
}

const probes: Readonly<Record<OtherFeature, Probe>> = {
  conditions: {
    what: 'GET with If-None-Match',
    request: ({ facts }) => ({ headers: [['If-None-Match', facts.etag ?? '*']] }),
    status: 304,
  },
  'multi-range': {
    what: `GET of two ranges with ${multiRangeHeaderName}`,
    request: () => ({ range: ['bytes=0-0,2-2'], headers: [[multiRangeHeaderName, 'multi-range']] }),
    status: 206,
  },
  'private-objects': {
    what: 'GET without credentials',
    request: () => ({ auth: { by: 'anonymous' } }),
    status: 403,
    lacksAt: 200,
  },
};

/** Reads by a signature in its place. */
function signatureProbe(signing: SinglePlaceSigning): Probe {
  const { signature, places } = schemeOfRow(signing);
  const version = signature && traitsOfSignature(signature).version;
  const what = places.includes('url') ? `GET of a ${version} presigned URL` : `GET with a ${version} signature`;
  return { what, request: () => ({ auth: { by: signing } }), status: 200 };
}

/**
 * Probes one request feature on a readable object. Only an explicit rejection shows that the target lacks the feature, and only
 * where a plain read of the same object succeeds right after: a target that takes the request and answers it wrongly, or
 * calls the signature wrong, knows what it is asked.
 */
export async function probeFeature(
  way: RequestFeature,
  object: StoredObject,
  send: Sender,
  controls: Controls,
): Promise<Probed> {
  const probe = isSignatureFeature(way) ? signatureProbe(way) : probes[way];
  const { result } = await send({ method: 'GET', ...object.control, ...probe.request(object) });
  if (result.kind === 'failure') return { kind: 'unclear', detail: `${probe.what}: ${result.failure.message}` };
  const { response } = result;
  if (response.status === probe.status) return { kind: 'has' };
  const detail = `${probe.what} was answered ${answerInWords(response)}`;
  if (response.status === probe.lacksAt) return { kind: 'lacks', reason: detail };
  if (!isPlainRefusal(way, response)) return { kind: 'unclear', detail };
  const control = await controls.again(object, 'default');
  return control.passed ? { kind: 'lacks', reason: detail } : { kind: 'unclear', detail };
}

function answerInWords(response: RecordedResponse): string {
  const document = readErrorDocument(response.body.prefix);
  const number = document?.ec ?? answerField(response, 'x-oss-ec');
  const words = statusWithCode(response.status, document?.code);
  return number === undefined ? words : `${words} (EC ${number})`;
}

/** Statuses of a refusal that its code or its message explains. */
const explainedStatuses: readonly number[] = [400, 401, 403];

/**
 * A store that does not know a signature treats the request as anonymous, or its form as an invalid argument. One that calls the
 * signature wrong does know it.
 */
const unknownSignature = /^(?:AccessDenied|InvalidArgument|InvalidRequest)$/;

function isPlainRefusal(way: RequestFeature, response: RecordedResponse): boolean {
  if (isUnsupported(response, explainedStatuses, ['UnsupportedSignature'])) return true;
  if (!explainedStatuses.includes(response.status)) return false;
  const document = readErrorDocument(response.body.prefix);
  const number = document?.ec ?? answerField(response, 'x-oss-ec') ?? null;
  const signature = isSignatureFeature(way) ? schemeOfRow(way).signature : null;
  if (signature === 'oss-v1' && refusesV1(document, number)) return true;
  if (way === 'url-v4' && number === onlyV4InHeader) return true;
  const { code, message } = document ?? { code: '', message: null };
  if (/\bnot (?:supported|implemented)\b|\bunsupported\b/i.test(message ?? '')) return true;
  return signature !== null && unknownSignature.test(code);
}
