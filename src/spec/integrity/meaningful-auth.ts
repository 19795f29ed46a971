import { schemeOfRow, traitsOfSignature } from '../model/auth-scheme.js';
import { modeHeaderName } from '../model/vocabulary.js';
import { atCase, type Rule, type TableDefect } from './finding.js';

/**
 * What a signature of a row's own speaks of is there: a field that is unsigned, unsent or additional is one of the
 * request, and only V4 takes additional ones.
 */
export const meaningfulAuth: Rule = ({ cases }) =>
  cases.flatMap((row): TableDefect[] => {
    const { auth } = row;
    if (auth === undefined) return [];
    const present = ['range', modeHeaderName, 'host', ...row.headers.map(([name]) => name.toLowerCase())];
    const named = [...(auth.unsigned ?? []), ...(auth.unsent ?? []), ...(auth.additional ?? [])];
    const absent = named.filter((name) => !present.includes(name.toLowerCase()));
    const flaws = absent.map((name) => `auth names ${name}, which the request does not have`);
    const { signature } = schemeOfRow(auth.by);
    if (auth.additional !== undefined && !(signature && traitsOfSignature(signature).coversMore))
      flaws.push(`${auth.by} has no additional fields`);
    if (auth.method === row.method) flaws.push(`auth signs ${auth.method}, which the row sends anyway`);
    if (signature === null && (auth.method ?? auth.secret) !== undefined) flaws.push(`${auth.by} signs nothing`);
    return flaws.map((flaw) => atCase('meaningful-auth', row, flaw));
  });
