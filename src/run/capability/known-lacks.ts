import type { Target } from '../../driver/target/target.js';
import type { Capability } from '../../spec/model/capability.js';
import { onlyDeclared } from '../../spec/object-kinds/object-kinds.js';
import { lacking, type Obstacle } from './obstacle.js';

/** What a target was found, or is said, to lack, and how that showed. */
export interface Lacks {
  readonly found: ReadonlyMap<Capability, string>;
  /** Keeps in mind what is lacking; the first reason stays, so that every check gives the same one. */
  rememberLack(obstacle: Obstacle): Obstacle;
}

/** @param declared what the target is said to have or lack */
export function createLacks(declared: Target['capabilities']): Lacks {
  const found = new Map<Capability, string>();
  return {
    found,
    rememberLack(obstacle) {
      if (obstacle.kind !== 'lacking') return obstacle;
      if (declared[obstacle.capability] === true) return { ...obstacle, promised: true };
      const reason = found.get(obstacle.capability) ?? obstacle.reason;
      found.set(obstacle.capability, reason);
      return { ...obstacle, reason };
    },
  };
}

/**
 * What a target is said to lack is not even tried.
 *
 * @throws Obstruction
 */
export function refuseLacking(declared: Target['capabilities'], capability: Capability): void {
  const reason = declaredLack(declared, capability);
  if (reason !== null) throw lacking(capability, reason);
}

/** Why the target is said to lack it, or is not said to have what only a declaration shows; null where nothing says that it lacks it. */
export function declaredLack(declared: Target['capabilities'], capability: Capability): string | null {
  const said = declared[capability];
  if (said === undefined && onlyDeclared.has(capability))
    return `it is not declared (--capability ${capability}=true declares it)`;
  return said === false ? 'declared in its profile' : typeof said === 'string' ? said : null;
}
