import { describe, expect, it } from 'vitest';
import { select } from './select.js';

const items = [
  'end-past-eof/one-past',
  'end-past-eof/from-the-middle',
  'suffix/all',
  'suffix-zero/twenty',
  'property/open',
].map((id) => ({ id }));
const ids = (...globs: string[]): string[] => select(items, globs).map(({ id }) => id);

describe('a selection', () => {
  it('is everything where nothing is named', () => expect(ids()).toEqual(items.map(({ id }) => id)));
  it('takes an id', () => expect(ids('suffix/all')).toEqual(['suffix/all']));
  it('takes a topic for all its cases, and not for a topic that begins alike', () => {
    expect(ids('suffix')).toEqual(['suffix/all']);
    expect(ids('end-past-eof')).toEqual(['end-past-eof/one-past', 'end-past-eof/from-the-middle']);
  });
  it('takes globs, whose star stays within a topic', () => {
    expect(ids('*/one-*')).toEqual(['end-past-eof/one-past']);
    expect(ids('suffix*/**')).toEqual(['suffix/all', 'suffix-zero/twenty']);
    expect(ids('property/*')).toEqual(['property/open']);
  });
  it('takes several, each item once, in the order of the table', () => {
    expect(ids('property/open', 'suffix/*', 'suffix/all')).toEqual(['suffix/all', 'property/open']);
  });

  it.each([
    ['end-past-eoff', 'unknown-id', 'did you mean end-past-eof? List all: oss-range list'],
    ['suffix/al', 'unknown-id', 'did you mean suffix/all? List all: oss-range list'],
    ['something-else-entirely', 'unknown-id', 'list all cases: oss-range list'],
    ['sufix/*', 'empty-selection', 'did you mean suffix? List all: oss-range list'],
    ['', 'unknown-id', 'list all cases: oss-range list'],
    [' ', 'unknown-id', 'list all cases: oss-range list'],
    ['nothing/*', 'empty-selection', 'list all cases: oss-range list'],
  ])('refuses %s, which names nothing', (glob, code, hint) => {
    expect(() => select(items, ['suffix/all', glob])).toThrow(expect.objectContaining({ code, hint }));
  });
});
