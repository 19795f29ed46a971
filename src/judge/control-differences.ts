import type { ObjectSpec, Request } from '../spec/model/table.js';
import { writesRange } from '../spec/model/vocabulary.js';
import { addressDifference } from '../spec/object-kinds/object-kinds.js';

/** A request, as far as it can differ from its control. */
export interface ComparedRequest extends Request {
  readonly object: ObjectSpec;
}

/** An operation that a control cannot stand for: the control only reads what is copied. */
export const isCopy = ({ copyRange }: Pick<ComparedRequest, 'copyRange'>): boolean => copyRange !== undefined;

/**
 * What of a request sets it apart from its control, which gets all bytes of the object by a Range that is satisfiable, or by
 * none where the object is empty; in words that follow «differs only in».
 */
export function differencesFromControl(request: ComparedRequest): readonly string[] {
  const { method, range = [], headers = [], query = [], missing, auth, object } = request;
  const isSpelled = writesRange(headers);
  // A link is read by its own key and a deletion by its own version, and the control reads the object behind them.
  const address = missing ?? addressDifference(object.made);
  return [
    ...(method === 'GET' ? [] : [`its method ${method}`]),
    ...(address === null ? [] : [`its ${address}`]),
    ...rangeDifference(range, object),
    ...(isSpelled ? [] : headers.map(([name]) => name)),
    ...query.map(([name]) => `the query ${name}`),
    ...(auth === undefined ? [] : ['its signature']),
    ...(!isSpelled ? [] : ['the spelling of its fields']),
  ];
}

function rangeDifference(range: readonly string[], { size }: ObjectSpec): string[] {
  if (range.length > 0) return ['its Range'];
  return size === 0 ? [] : ['the absence of Range'];
}

/** The rule that a request breaks which is not answered, time after time, while its control is. */
export function answeredRule(request: ComparedRequest | undefined): string {
  if (request !== undefined && isCopy(request)) return 'A copy of a readable object is answered.';
  const differences = request === undefined ? ['its Range'] : differencesFromControl(request);
  if (differences.length === 0) return 'A request that was answered before is answered again.';
  return `A request that differs from an answered one only in ${listed(differences)} is answered.`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
