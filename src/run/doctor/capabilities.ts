import type { ContentObject } from '../../content/content-object.js';
import { layOut } from '../../content/place-objects.js';
import type { Target } from '../../driver/target/target.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import type { Capability } from '../../spec/model/capability.js';
import {
  absentInS3,
  neededCapabilities,
  objectKindSamples,
  onlyDeclared,
} from '../../spec/object-kinds/object-kinds.js';
import { type Obstacle, Obstruction } from '../capability/obstacle.js';
import { copyPart } from '../objects/copy-part.js';
import type { Journal } from '../objects/journal.js';
import { createStoredObjects, type StoredObjects } from '../objects/stored-objects.js';
import { namedFolder, type OwnFolder, ownKeyIn } from '../sender/own-key.js';
import type { Sender } from '../sender/sender.js';
import { examineFeatures } from './features.js';
import type { DoctorFinding } from './finding.js';

/** Of the object that is copied as a part, in bytes. */
const size = 16;

/** Ways to ask the target that is examined. */
export interface Askers {
  readonly send: Sender;
  /** With the bucket in Host. */
  readonly inHost: Sender;
}

/**
 * Which kinds of objects a target can make, found out by making a small one of each below `folder`, and in which ways it can
 * be asked; then what was made is removed. Rows that need a missing feature are not applicable; any other failure
 * is said, and settles nothing.
 */
export async function examineCapabilities(
  target: Target,
  { send, inHost, journal }: Askers & { readonly journal?: Journal | undefined },
  folder: OwnFolder,
): Promise<DoctorFinding[]> {
  const { bucket, capabilities: declared } = target;
  const samples = objectKindSamples()
    .map((sample) => ({ name: neededCapabilities(sample.made)[0]!, ...sample }))
    .filter(({ name }) => !onlyDeclared.has(name) || declared[name] !== undefined);
  const specs = samples.map((sample) => ({ ...sample, name: `capability-${sample.name}` }));
  const all = layOut([...specs, { name: 'capability-part-copy', size }]);
  const objects = createStoredObjects({ send, folder, bucket, all, journal, declared });
  const findings: DoctorFinding[] = [];
  for (const [index, { name, made: kind }] of samples.entries()) {
    const foreign = protocolOf(target.auth) === 's3' && absentInS3(kind) !== undefined;
    findings.push(
      foreign
        ? { kind: 'note', what: name, detail: 'not checked: the S3 protocol has no equivalent' }
        : finding(name, await made(objects, all[index]!)),
    );
  }
  findings.push(finding('part-copy', await copied(objects, all.at(-1)!, folder)));
  const plain = await objects.store(all.at(-1)!);
  if (plain.kind === 'stored') findings.push(...(await examineFeatures(target, send, plain.object, inHost)));
  const left = await objects.remove();
  const fix = 'allow the user to remove objects, versions and uploads below the prefix, then run oss-range clean';
  return left.length === 0
    ? findings
    : [...findings, { kind: 'failed', what: 'remove', detail: `DELETE did not remove ${left.join(', ')}`, fix }];
}

async function made(objects: StoredObjects, content: ContentObject): Promise<Obstacle | null> {
  const storing = await objects.store(content);
  return storing.kind === 'stored' ? (storing.misread ?? null) : storing;
}

async function copied(objects: StoredObjects, content: ContentObject, folder: OwnFolder): Promise<Obstacle | null> {
  const storing = await objects.store(content);
  if (storing.kind !== 'stored') return storing;
  try {
    const exchange = await copyPart(objects.setup, {
      source: storing.object,
      key: ownKeyIn(folder, `${namedFolder}capability-part`),
      sourceBucket: undefined,
      headers: [],
      behaviour: 'default',
    });
    const done = classifyExchange('GET', exchange, size);
    return done.kind === 'answered' ? null : { kind: 'failed', cause: done.cause, exchange };
  } catch (error) {
    if (error instanceof Obstruction) return error.obstacle;
    throw error;
  }
}

function finding(what: Capability, obstacle: Obstacle | null): DoctorFinding {
  if (obstacle === null) return { kind: 'ok', what, detail: 'supported' };
  const detail =
    obstacle.kind === 'lacking' ? `not supported: ${obstacle.reason}` : `unknown: ${obstacle.cause.message}`;
  return { kind: 'note', what, detail };
}
