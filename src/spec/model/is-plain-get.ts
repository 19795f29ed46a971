import { obeysRangeRules } from '../object-kinds/object-kinds.js';
import type { Case } from './table.js';

type Asked = Pick<Case, 'method' | 'headers' | 'query' | 'missing' | 'auth' | 'copyRange' | 'object'>;

/**
 * Whether a row asks for an object with nothing but a Range and the behaviour. What else can decide an answer (other
 * fields, parameters, signatures, folders, links, addresses that lead nowhere) the rules of ranges do not know.
 */
export function isPlainGet({ method, headers, query, missing, auth, copyRange, object }: Asked): boolean {
  const others = [query, missing, auth, copyRange].some((key) => key !== undefined);
  return (
    method === 'GET' &&
    headers.length === 0 &&
    !others &&
    !(object.key ?? '').endsWith('/') &&
    obeysRangeRules(object.made)
  );
}
