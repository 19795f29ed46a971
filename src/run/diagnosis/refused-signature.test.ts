import { describe, expect, test } from 'vitest';
import { refusesV1 } from './refusals.js';

const document = (code: string, message: string | null, ec?: string) => ({ code, message, ...(ec ? { ec } : {}) });

describe('a refusal says that V1 signatures are not taken any more', () => {
  test.each([
    ['by its number in the document', document('Odd', 'm', '0002-00000080'), null],
    ['by its number in the header field', document('AccessDenied', 'm'), '0002-00000080'],
    ['by the number alone, without a document', null, '0002-00000034'],
    ['even where its code is that of a wrong signature', document('SignatureDoesNotMatch', 'm', '0002-00000080'), null],
    ['by its code', document('SignatureVersionNotSupported', null), null],
    ['by its code, with the version', document('V1SignatureForbidden', null), null],
    ['by its message', document('AccessDenied', 'OSS no longer supports V1 signatures.'), null],
    ['by its message, the other way round', document('InvalidRequest', 'Signature version 1 is disabled.'), null],
  ])('%s', (_, refusal, number) => {
    expect(refusesV1(refusal, number)).toBe(true);
  });
});

describe('a refusal says nothing of the version', () => {
  test.each([
    ['where the signature is wrong', document('SignatureDoesNotMatch', 'The V1 signature does not match.'), null],
    ['where the number is another one', document('AccessDenied', 'm', '0003-00000001'), '0003-00000001'],
    ['where the message speaks of V4 only', document('InvalidArgument', 'The V4 signature lacks its date.'), null],
    ['where there is neither document nor number', null, null],
  ])('%s', (_, refusal, number) => {
    expect(refusesV1(refusal, number)).toBe(false);
  });
});
