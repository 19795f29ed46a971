import type { Target } from '../../driver/target/target.js';
import { type Answer, readAnswer } from '../../judge/answer.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { contentNotices, readGiven } from '../objects/existing-object.js';
import type { Askers } from './capabilities.js';
import { examineWays } from './features.js';
import { type Finding, ok, orObstacle } from './finding.js';
import { clock, inBetween, range, validators } from './response-findings.js';

/** Looks at everything that a run with `--object` needs, by reading that object alone. */
export function examineGiven(target: Target, { ask, inHost }: Askers, key: string): Promise<Finding[]> {
  return orObstacle(readable(target, { ask, inHost }, key));
}

/** @throws SuiteError where a request is refused, or not answered */
async function readable(target: Target, { ask, inHost }: Askers, key: string): Promise<Finding[]> {
  const given = await readGiven(target, ask, key);
  const { size } = given.facts;
  const get = async (fields: readonly string[], behaviour: Behaviour): Promise<Answer> => {
    const exchange = await ask({ method: 'GET', key, range: fields, behaviour });
    const { result } = exchange;
    if (result.kind === 'failure' || result.response.status >= 400) throw diagnose(target, { exchange });
    return readAnswer('GET', result.response, size);
  };
  const plain = await get(['bytes=0-0'], 'default');
  const read = ok('read', `GET ${key} gives ${size} bytes; nothing is written`);
  const uniform = contentNotices(given).map((detail): Finding => ({ kind: 'note', what: 'content', detail }));
  const rest = [...uniform, ...inBetween(plain)];
  if (size < 8) return [read, clock(plain), validators(plain), ...rest];
  return [
    read,
    clock(plain),
    range('range', await get(['bytes=4-7'], 'default')),
    range('range, standard', await get(['bytes=4-7'], 'standard')),
    validators(plain),
    ...rest,
    ...(await examineWays(target, ask, given, inHost)),
  ];
}
