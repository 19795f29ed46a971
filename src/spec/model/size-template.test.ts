import { describe, expect, test } from 'vitest';
import { atSize, toCase } from '../read/to-case.js';
import { namesSize, resolveSizes } from './size-template.js';
import type { Case } from './table.js';

const row: Case = toCase(
  {
    id: 'topic/row',
    title: 'a row',
    object: 'bytes-1000',
    range: 'bytes={size-10}-{size+1000}',
    expect: {
      default: { status: 200, body: 'whole', 'content-length': '{size}' },
      standard: {
        oneOf: [
          { status: 206, body: '{size-10}-{size-1}' },
          { status: 206, body: { parts: ['0-0', '{size-1}-{size-1}'] } },
        ],
      },
    },
    level: 'required',
    evidence: [],
  },
  'topic',
  { file: 'topic.yaml', line: 1 },
);

const asked = ({ range, claims }: Case) => [range, claims.default.outcomes, claims.standard.outcomes];

describe('a row that speaks of the size of its object', () => {
  test('has the positions of its own object', () => {
    expect(asked(row)).toEqual([
      ['bytes=990-2000'],
      [{ status: 200, body: { kind: 'whole' }, contentLength: 1000 }],
      [
        { status: 206, body: { kind: 'slice', first: 990, last: 999 } },
        {
          status: 206,
          body: {
            kind: 'parts',
            parts: [
              { first: 0, last: 0 },
              { first: 999, last: 999 },
            ],
          },
        },
      ],
    ]);
  });

  test('has those of another object on which it is put', () => {
    const other = atSize(row, { name: 'other', size: 50 });
    expect([other.object, ...asked(other)]).toEqual([
      { name: 'other', size: 50 },
      ['bytes=40-1050'],
      [{ status: 200, body: { kind: 'whole' }, contentLength: 50 }],
      [
        { status: 206, body: { kind: 'slice', first: 40, last: 49 } },
        {
          status: 206,
          body: {
            kind: 'parts',
            parts: [
              { first: 0, last: 0 },
              { first: 49, last: 49 },
            ],
          },
        },
      ],
    ]);
  });

  test('keeps all else that it says', () => {
    const { object, range, claims, ...rest } = atSize(row, { name: 'other', size: 50 });
    const { object: _object, range: _range, claims: _claims, ...before } = row;
    expect([rest, claims.standard.level]).toEqual([before, 'required']);
  });
});

test('sizes are resolved in texts at any depth, and nothing else is touched', () => {
  expect(resolveSizes({ a: ['{size}', 7, null, { b: '{size-1}/{size+2} {etag} {sizes}' }] }, 10)).toEqual({
    a: ['10', 7, null, { b: '9/12 {etag} {sizes}' }],
  });
  expect([namesSize({ a: ['{size}'] }), namesSize({ a: '{etag}' }), namesSize(undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});
