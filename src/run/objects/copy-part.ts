import { createLocator } from '../../content/locate/locate.js';
import type { Exchange } from '../../exchange/exchange.js';
import { answerField, responseText } from '../../exchange/response-fields.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { lacking } from '../capability/obstacle.js';
import { isUnsupported } from '../capability/unsupported.js';
import type { OwnKey } from '../sender/own-key.js';
import type { TargetRequest } from '../sender/sender.js';
import { copySourceField } from './make-object.js';
import { beginUpload, nothing, partQuery, sendCompletion } from './multipart-upload.js';
import { doStep, type SetupContext } from './setup-step.js';
import type { StoredObject } from './stored-objects.js';

/** What of which object is copied, and to where. */
export interface PartCopy {
  readonly source: StoredObject;
  /** The key that the part becomes the whole of. */
  readonly key: OwnKey;
  /** The key of the source, where it is not that object. */
  readonly sourceKey?: string;
  /** The bucket of the source, where it is not that of the run. */
  readonly sourceBucket: string | undefined;
  /** `x-oss-copy-source-range` and what else the row sends. */
  readonly headers: readonly HeaderField[];
  readonly behaviour: NonNullable<TargetRequest['behaviour']>;
  readonly signal?: AbortSignal;
}

/**
 * Copies a range of an object to a part, completes the upload and reads it back.
 *
 * @returns the answer to UploadPartCopy; its body is what the part was found to hold
 * @throws Obstruction where the upload cannot be begun, completed or read back
 */
export async function copyPart(
  setup: SetupContext,
  { source, sourceKey = source.key, key, sourceBucket, headers, behaviour, signal }: PartCopy,
): Promise<Exchange> {
  const upload = { key, id: await beginUpload(setup, key, []) };
  const from = copySourceField(sourceBucket ?? setup.bucket, sourceKey);
  const exchange = await setup.send({
    method: 'PUT',
    key,
    query: partQuery(1, upload.id),
    headers: [['x-oss-copy-source', from], ...headers],
    behaviour,
    body: nothing,
    signal,
  });
  const { result } = exchange;
  if (classifyExchange('GET', exchange, 0).kind !== 'answered' || result.kind !== 'response') {
    if (result.kind === 'response' && isUnsupported(result.response, [], [])) {
      throw lacking('part-copy', `PUT of a part with x-oss-copy-source was answered ${result.response.status}`);
    }
    return exchange;
  }
  const text = responseText(result.response);
  if (!text.includes('<CopyPartResult')) {
    throw lacking('part-copy', 'the target accepts a part with x-oss-copy-source but does not confirm a copy');
  }
  const tag = answerField(result.response, 'etag') ?? /<ETag>([^<]*)<\/ETag>/.exec(text)?.[1] ?? '';
  await sendCompletion(setup, upload, [{ number: 1, tag }]);
  const sink = () => createLocator({ object: source.content, others: [], hints: hintsOf(result.response.headers) });
  const { body } = await doStep(setup, { method: 'GET', key, sink });
  return { ...exchange, result: { ...result, response: { ...result.response, body } } };
}

/** One or two bytes occur in many places; where they start, the answer says or they are the first ones. */
function hintsOf(headers: readonly HeaderField[]): number[] {
  const [, value = ''] = headers.find(([name]) => name.toLowerCase() === 'content-range') ?? [];
  const [, first] = /^bytes (\d+)-/.exec(value) ?? [];
  return first === undefined ? [0] : [Number(first), 0];
}
