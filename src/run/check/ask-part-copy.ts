import { createHash } from 'node:crypto';
import type { Target } from '../../driver/target/target.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import { refuseLacking } from '../capability/known-lacks.js';
import { type Obstacle, Obstruction } from '../capability/obstacle.js';
import type { Controls } from '../objects/controls.js';
import { copyPart } from '../objects/copy-part.js';
import { missingBucket, missingKey } from '../objects/object-key.js';
import type { StoredObject, StoredObjects } from '../objects/stored-objects.js';
import { namedFolder, type OwnFolder, type OwnKey, ownKeyIn } from '../sender/own-key.js';
import { withControls } from './ask-question.js';

export interface CopyContext {
  /** Of the row. */
  readonly id: string;
  readonly objects: StoredObjects;
  readonly controls: Controls;
  /** What the target is said to have or lack. */
  readonly declared: Target['capabilities'];
  readonly signal: AbortSignal;
}

/** Has a range copied to a part as a row wants it, and judges the answer and what the part holds; or tells what is in the way. */
export async function askPartCopy(
  prepared: PreparedCheck<StoredObject>,
  { id, objects, controls, declared, signal }: CopyContext,
): Promise<Awaited<ReturnType<typeof withControls>> | Obstacle> {
  const { object, request } = prepared;
  const { headers = [], missing, copyRange = '', behaviour = 'default' } = request;
  try {
    refuseLacking(declared, 'part-copy');
    const exchange = await copyPart(objects.setup, {
      source: object,
      sourceKey: missing === 'key' ? missingKey(object.key) : object.key,
      key: partKey(objects.setup.folder, id, behaviour),
      sourceBucket: missing === 'bucket' ? missingBucket(object.key) : undefined,
      headers: [['x-oss-copy-source-range', copyRange], ...headers],
      behaviour,
      signal,
    });
    return await withControls(prepared, exchange, controls);
  } catch (error) {
    if (error instanceof Obstruction) return objects.rememberLack(error.obstacle);
    throw error;
  }
}

/** Below the folder of the run, another one for each check. */
function partKey(folder: OwnFolder | null, id: string, behaviour: string): OwnKey {
  if (folder === null) throw new Error(`${id} copies to a part, for which nothing may be written`);
  const name = createHash('sha256').update(`${id} ${behaviour}`).digest('hex').slice(0, 12);
  return ownKeyIn(folder, `${namedFolder}part-${name}`);
}
