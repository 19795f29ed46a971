import type { Target } from '../../driver/target/target.js';
import { capabilityOfFeature, featuresOf, type RequestFeature } from '../../spec/model/request-feature.js';
import type { Case } from '../../spec/model/table.js';
import { declaredLack } from '../capability/known-lacks.js';
import type { Obstacle } from '../capability/obstacle.js';
import type { Controls } from '../objects/controls.js';
import type { StoredObject, StoredObjects } from '../objects/stored-objects.js';
import type { Sender } from '../sender/sender.js';

/** Tells what keeps the request of a row from being sent. */
export interface RequestFeatures {
  /** Null where nothing does. Each feature is probed once, when a row needs it. */
  obstacleTo(row: Pick<Case, 'headers' | 'auth'>, object: StoredObject): Promise<Obstacle | null>;
}

export interface RequestFeaturesOptions {
  readonly send: Sender;
  readonly controls: Controls;
  readonly objects: Pick<StoredObjects, 'rememberLack'>;
  /** What the target is said to have or lack. */
  readonly declared: Target['capabilities'];
}

export function createRequestFeatures({ send, controls, objects, declared }: RequestFeaturesOptions): RequestFeatures {
  const known = new Map<RequestFeature, Promise<string | null>>();

  /** Why the target cannot be asked so. */
  function lackOf(feature: RequestFeature, object: StoredObject): Promise<string | null> {
    const said = declaredLack(declared, capabilityOfFeature(feature));
    const lack = known.get(feature) ?? (said === null ? probed(feature, object) : Promise.resolve(said));
    known.set(feature, lack);
    return lack;
  }

  async function probed(feature: RequestFeature, object: StoredObject): Promise<string | null> {
    const { probeFeature } = await import('./probe-feature.js');
    const found = await probeFeature(feature, object, send, controls);
    return found.kind === 'lacks' ? found.reason : null;
  }

  return {
    async obstacleTo(row, object) {
      for (const feature of featuresOf(row)) {
        const reason = await lackOf(feature, object);
        if (reason !== null)
          return objects.rememberLack({ kind: 'lacking', capability: capabilityOfFeature(feature), reason });
      }
      return null;
    },
  };
}
