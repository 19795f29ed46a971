import { expect, test } from 'vitest';
import { OssError } from './oss-error.js';
import { parseQuery, percentDecode } from './percent-decode.js';

function refusalOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof OssError ? [error.code, error.details] : error;
  }
}

test('bytes are decoded, and a plus sign is a plus sign', () => {
  expect(percentDecode('a+b%2Bc%20d%C3%BC%f0%9f%98%80/..//%2F', 'InvalidArgument')).toBe('a+b+c dü😀/..//' + '/');
  expect(percentDecode(Buffer.from('ü').toString('latin1'), 'InvalidArgument')).toBe('ü');
  expect(percentDecode('%EF%BB%BFx', 'InvalidArgument')).toBe('\ufeffx');
});

test('an escape that is no byte, and bytes that are no UTF-8, are refused', () => {
  for (const text of ['%', 'a%2', '%zz', '%%41']) {
    expect(refusalOf(() => percentDecode(text, 'InvalidArgument'))).toEqual(['InvalidURI', [['URI', text]]]);
  }
  for (const text of ['%FF', '%C3', '%ED%A0%80', '%C0%AF']) {
    expect(refusalOf(() => percentDecode(text, 'InvalidArgument'))).toEqual([
      'InvalidArgument',
      [['ArgumentValue', text]],
    ]);
    expect(refusalOf(() => percentDecode(text, 'InvalidBucketName'))).toEqual([
      'InvalidBucketName',
      [['BucketName', text]],
    ]);
  }
});

test('a query keeps order, repetition, and the difference between no value and an empty one', () => {
  expect(parseQuery('b=1&a&a=&&b=%26%3D&c=d=e+f')).toEqual([
    ['b', '1'],
    ['a', null],
    ['a', ''],
    ['b', '&='],
    ['c', 'd=e+f'],
  ]);
  expect(parseQuery('')).toEqual([]);
});
