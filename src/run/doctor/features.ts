import type { Target } from '../../driver/target/target.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import {
  capabilityOfFeature,
  featureLabel,
  isSignatureFeature,
  type RequestFeature,
  requestFeatureNames,
} from '../../spec/model/request-feature.js';
import { declaredLack } from '../capability/known-lacks.js';
import { probeFeature } from '../check/probe-feature.js';
import { unsignable } from '../check/row-applicability.js';
import { createControls } from '../objects/controls.js';
import type { StoredObject } from '../objects/stored-objects.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import { type DoctorFinding, note, ok } from './finding.js';

/**
 * In which ways a target can be asked, found out by reading one object in each.
 *
 * @param inHost asks the target with the bucket in Host
 */
export async function examineFeatures(
  target: Target,
  send: Sender,
  object: StoredObject,
  inHost: Sender,
): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const way of requestFeatureNames) findings.push(await examineWay(way, target, send, object));
  return [...findings, await virtualHost(target, send, object, inHost)];
}

async function examineWay(
  way: RequestFeature,
  target: Target,
  send: Sender,
  object: StoredObject,
): Promise<DoctorFinding> {
  const name = featureLabel(way);
  const said = declaredLack(target.capabilities, capabilityOfFeature(way));
  if (said !== null) return note(name, `not checked, declared as missing: ${said}`);
  if (isSignatureFeature(way) && protocolOf(target.auth) === 's3')
    return note(name, 'not checked: the S3 protocol has no OSS signatures');
  const unsigned = isSignatureFeature(way) ? unsignable({ by: way }, target, 'it') : null;
  if (unsigned !== null) return note(name, `not checked: ${unsigned}`);
  const found = await probeFeature(way, object, send, createControls(send));
  switch (found.kind) {
    case 'has':
      return ok(name, 'supported');
    case 'lacks':
      return note(name, `not supported: ${found.reason}`);
    case 'unclear':
      return note(name, `wrong: ${found.detail}; a run judges it`);
  }
}

/** The public service takes nothing else; a store on this machine need not. */
async function virtualHost(target: Target, send: Sender, object: StoredObject, inHost: Sender): Promise<DoctorFinding> {
  const name = 'virtual-host';
  const said = declaredLack(target.capabilities, name);
  if (said !== null) return note(name, `not checked, declared as missing: ${said}`);
  if (target.addressing === 'cname') return note(name, 'not checked: the address belongs to one bucket');
  if (target.addressing === 'virtual') return ok(name, 'supported, and used for all requests');
  const read: TargetRequest = { method: 'GET', ...object.control, retry: false };
  const [byHost, byPath] = [await inHost(read), await send(read)];
  const statusOf = ({ result }: typeof byHost): string =>
    result.kind === 'failure' ? result.failure.message : `${result.response.status}`;
  const detail = `GET with the bucket in Host was answered ${statusOf(byHost)}`;
  if (statusOf(byHost) === '200') return ok(name, 'supported');
  return note(name, statusOf(byPath) === '200' ? `not supported: ${detail}` : `unknown: ${detail}`);
}
