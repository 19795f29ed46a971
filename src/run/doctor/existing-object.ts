import type { Target } from '../../driver/target/target.js';
import { type ReadResponse, readResponse } from '../../judge/answer.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { contentNotices, readExistingObject } from '../objects/existing-object.js';
import type { Askers } from './capabilities.js';
import { examineFeatures } from './features.js';
import { type DoctorFinding, ok, orObstacle } from './finding.js';
import { clock, inBetween, rangeFinding, validatorFinding } from './response-findings.js';

/** Looks at everything that a run with `--object` needs, by reading that object alone. */
export function examineExistingObject(target: Target, { send, inHost }: Askers, key: string): Promise<DoctorFinding[]> {
  return orObstacle(readable(target, { send, inHost }, key));
}

/** @throws SuiteError where a request is refused, or not answered */
async function readable(target: Target, { send, inHost }: Askers, key: string): Promise<DoctorFinding[]> {
  const existing = await readExistingObject(target, send, key);
  const { size } = existing.facts;
  const get = async (fields: readonly string[], behaviour: Behaviour): Promise<ReadResponse> => {
    const exchange = await send({ method: 'GET', key, range: fields, behaviour });
    const { result } = exchange;
    if (result.kind === 'failure' || result.response.status >= 400) throw diagnose(target, { exchange });
    return readResponse('GET', result.response, size);
  };
  const plain = await get(['bytes=0-0'], 'default');
  const read = ok('read', `GET ${key} gives ${size} bytes; nothing is written`);
  const uniform = contentNotices(existing).map((detail): DoctorFinding => ({ kind: 'note', what: 'content', detail }));
  const rest = [...uniform, ...inBetween(plain)];
  if (size < 8) return [read, clock(plain), validatorFinding(plain), ...rest];
  return [
    read,
    clock(plain),
    rangeFinding('range', await get(['bytes=4-7'], 'default')),
    rangeFinding('range, standard', await get(['bytes=4-7'], 'standard')),
    validatorFinding(plain),
    ...rest,
    ...(await examineFeatures(target, send, existing, inHost)),
  ];
}
