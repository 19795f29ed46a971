import type { Target } from '../../driver/target/target.js';
import { capabilityOfFeature, featuresOf, type RequestFeature } from '../../spec/model/request-feature.js';
import type { Case } from '../../spec/model/table.js';
import { declaredLack } from '../capability/known-lacks.js';
import type { Obstacle } from '../capability/obstacle.js';
import type { Controls } from '../objects/controls.js';
import type { StoredObject, StoredObjects } from '../objects/stored-objects.js';
import type { Sender } from '../sender/sender.js';

/** Tells what keeps a row from being asked in its way. */
export interface RequestFeatures {
  /** Null where nothing does. Each way is probed once, when a row needs it. */
  obstacleTo(row: Pick<Case, 'headers' | 'auth'>, object: StoredObject): Promise<Obstacle | null>;
}

export interface RequestFeaturesOptions {
  readonly ask: Sender;
  readonly controls: Controls;
  readonly objects: Pick<StoredObjects, 'settle'>;
  /** What the target is said to have or lack. */
  readonly declared: Target['capabilities'];
}

export function createRequestFeatures({ ask, controls, objects, declared }: RequestFeaturesOptions): RequestFeatures {
  const known = new Map<RequestFeature, Promise<string | null>>();

  /** Why the target cannot be asked so. */
  function lackOf(way: RequestFeature, object: StoredObject): Promise<string | null> {
    const said = declaredLack(declared, capabilityOfFeature(way));
    const lack = known.get(way) ?? (said === null ? probed(way, object) : Promise.resolve(said));
    known.set(way, lack);
    return lack;
  }

  async function probed(way: RequestFeature, object: StoredObject): Promise<string | null> {
    const { probeFeature } = await import('./probe-feature.js');
    const found = await probeFeature(way, object, ask, controls);
    return found.kind === 'lacks' ? found.reason : null;
  }

  return {
    async obstacleTo(row, object) {
      for (const way of featuresOf(row)) {
        const reason = await lackOf(way, object);
        if (reason !== null) return objects.settle({ kind: 'lacking', capability: capabilityOfFeature(way), reason });
      }
      return null;
    },
  };
}
