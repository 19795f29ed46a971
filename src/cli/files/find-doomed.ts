import type { Target } from '../../driver/target/target.js';
import {
  findLeftovers,
  findUploads,
  findVersions,
  type LeftObject,
  type Leftover,
} from '../../run/objects/find-leftovers.js';
import { removeKey, removeVersion, sendAbort } from '../../run/objects/remove-object.js';
import type { OwnKey } from '../../run/sender/own-key.js';
import type { Sender } from '../../run/sender/sender.js';
import { SuiteError } from '../../suite-error.js';
import type { RemovalSelection } from './left-alone.js';

/** One thing to be removed. */
export interface Doomed {
  readonly name: string;
  readonly remove: (send: Sender) => Promise<boolean>;
}

/** What runs wrote, as the target lists it. */
export type Listed =
  | {
      readonly kind: 'listed';
      readonly objects: readonly LeftObject[];
      readonly versions: readonly Leftover[];
      readonly uploads: readonly Leftover[];
      /** All of them. */
      readonly found: readonly LeftObject[];
    }
  | { readonly kind: 'refused'; readonly error: SuiteError };

/** @throws SuiteError where the target cannot be used */
export async function listDoomed(target: Target, send: Sender, prefix: string): Promise<Listed> {
  try {
    const objects = await findLeftovers(target, send, prefix);
    const [versions, uploads] = await Promise.all([findVersions(send, prefix), findUploads(send, prefix)]);
    return { kind: 'listed', objects, versions, uploads, found: [...objects, ...versions, ...uploads] };
  } catch (error) {
    if (!(error instanceof SuiteError) || error.code !== 'endpoint-refused') throw error;
    return { kind: 'refused', error };
  }
}

const object = (key: OwnKey): Doomed => ({ name: key, remove: (send) => removeKey(send, key) });
const version = ({ key, id }: Pick<Leftover, 'key' | 'id'>): Doomed => ({
  name: `${key} (version ${id})`,
  remove: (send) => removeVersion(send, key, id),
});
const upload = ({ key, id }: Pick<Leftover, 'key' | 'id'>): Doomed => ({
  name: `${key} (upload ${id})`,
  remove: (send) => sendAbort(send, key, id),
});

/** All that is to be removed, by what the target lists, and where it may not be listed by what journals name. */
export function doom(listed: Listed, { journals, mayGo }: RemovalSelection): { doomed: Doomed[]; notices: string[] } {
  const begun = journals.flatMap(({ uploads }) => uploads);
  if (listed.kind === 'refused') {
    const keys = [...new Set(journals.flatMap(({ keys }) => keys))];
    const names = journals.length === 1 ? 'a journal lists' : `${journals.length} journals list`;
    return {
      doomed: [...keys.map(object), ...begun.map(upload)],
      notices: [`${listed.error.message}; what ${names} is removed`],
    };
  }
  const may = <T extends LeftObject>(entries: readonly T[]): T[] => entries.filter(({ key }) => mayGo(key));
  const keys = may(listed.objects).map(({ key }) => key);
  const current = new Set(keys);
  const open = may(listed.uploads);
  const ids = new Set(open.map(({ id }) => id));
  return {
    doomed: [
      ...keys.map(object),
      // Of a key that is listed every version goes with it.
      ...may(listed.versions)
        .filter(({ key }) => !current.has(key))
        .map(version),
      ...[...open, ...begun.filter(({ id }) => !ids.has(id))].map(upload),
    ],
    notices: [],
  };
}
