import type { Exchange, RecordedResponse } from '../../exchange/exchange.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import { readErrorDocument, statusWithCode } from '../../judge/error-document.js';
import type { Capability } from '../../spec/model/capability.js';
import { lacking, Obstruction } from '../capability/obstacle.js';
import { isUnknownOperation } from '../capability/unsupported.js';
import type { OwnFolder, OwnKey } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import type { WrittenObjects } from './written-objects.js';

/** Where objects are made: what can be asked, and the book of what was written. */
export interface SetupContext {
  readonly send: Sender;
  readonly writtenObjects: WrittenObjects;
  readonly bucket: string;
  /** The folder of the run; null where nothing may be written. */
  readonly folder: OwnFolder | null;
}

/** A request of which the answer must be a success for the next one to make sense. */
export type SetupStep = TargetRequest & {
  readonly key: OwnKey;
  /** What the target can do if it does this; absent for what every target can. */
  readonly requires?: Capability;
  /** Whether it puts something at the key. */
  readonly writes?: boolean;
};

/**
 * Runs a setup step. A refusal that names an unsupported operation shows a missing capability; any other, and any
 * failure, says nothing about the target.
 *
 * @throws Obstruction
 */
export async function doStep(
  { send, writtenObjects }: SetupContext,
  { requires, writes, ...request }: SetupStep,
): Promise<RecordedResponse> {
  if (writes) writtenObjects.writing(request.key);
  const exchange = await send(request);
  if (writes) writtenObjects.written(request.key, exchange);
  const done = classifyExchange('GET', exchange, 0);
  if (done.kind === 'answered' && exchange.result.kind === 'response') return exchange.result.response;
  const what = nameOf(request, exchange);
  if (requires !== undefined && exchange.result.kind === 'response') {
    const { response } = exchange.result;
    const unknown = isUnknownOperation(response) || (request.method === 'POST' && missesKey(response));
    if (unknown) throw lacking(requires, `${what} was answered ${answerInWords(response)}`);
    const tooSmall = requires === 'multipart' && readErrorDocument(response.body.prefix)?.code === 'EntityTooSmall';
    if (tooSmall) throw lacking('small-parts', `${what} was answered ${answerInWords(response)}`);
  }
  const message = done.kind === 'answered' ? 'the answer cannot be read' : done.cause.message;
  throw new Obstruction({ kind: 'failed', cause: { kind: 'setup', message: `${what}: ${message}` }, exchange });
}

/** A POST that would make a key and is told that there is none was taken for something else. */
const missesKey = ({ status, body }: RecordedResponse): boolean =>
  status === 404 && readErrorDocument(body.prefix)?.code === 'NoSuchKey';

const answerInWords = ({ status, body }: RecordedResponse): string =>
  statusWithCode(status, readErrorDocument(body.prefix)?.code);

/** A request without the random part of its key: `POST ?append`. */
function nameOf({ method, query = [] }: TargetRequest, { request }: Exchange): string {
  const copies = request.headers.map(([name]) => name.toLowerCase()).find((name) => copySourceField.test(name));
  const resource = query.find(([name]) => name !== 'partNumber')?.[0];
  return [
    method,
    ...(resource === undefined ? [] : [`?${resource}`]),
    ...(copies === undefined ? [] : [`with ${copies}`]),
  ].join(' ');
}

const copySourceField = /^x-(?:oss|amz)-copy-source$/;
