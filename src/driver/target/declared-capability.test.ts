import { expect, test } from 'vitest';
import { declareCapability } from './declared-capability.js';

test('capabilities add up, and the last word counts', () => {
  const first = declareCapability('append=it is a cache=slow');
  const second = declareCapability('versions=false', first);
  expect(declareCapability('append=true', second)).toEqual({ append: true, versions: false });
  expect(first).toEqual({ append: 'it is a cache=slow' });
});

test.each([
  ['apend=false', '--capability names "apend" (did you mean "append"?)'],
  ['', '--capability names ""'],
  ['append', '--capability append has no value'],
  ['append= ', '--capability append has no value'],
])('%j is refused', (text, message) => {
  expect(() => declareCapability(text)).toThrow(message);
});
