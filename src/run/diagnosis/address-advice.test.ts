import { expect, test } from 'vitest';
import { resolveTarget } from '../../driver/target/resolve-target.js';
import type { CertificateFlaw, TransportFailure } from '../../exchange/exchange.js';
import { answeredWith, inventResponse } from '../../testing/builders/exchanges.js';
import { diagnose } from './diagnose.js';

const targetAt = (endpoint: string) =>
  resolveTarget({ endpoint, bucket: 'my-bucket', region: 'cn-hangzhou', auth: 'anonymous' }, {});

/** The hints for every failure and refusal that an address can be the reason of. */
function hints(endpoint: string): string[] {
  const target = targetAt(endpoint);
  const answered = answeredWith(inventResponse({ status: 403 }));
  const failures: [TransportFailure['code'], CertificateFlaw?][] = [
    ['refused'],
    ['dns'],
    ['tls'],
    ['timeout'],
    ['tls', 'other-host'],
  ];
  const unreachable = failures.map(([code, certificate]) => {
    const failure = { phase: 'connect', code, message: 'm', ...(certificate ? { certificate } : {}) } as const;
    return diagnose(target, { exchange: { ...answered, result: { kind: 'failure', failure } } });
  });
  const refused = ['SecondLevelDomainForbidden', 'NonStandardHostForbidden', 'InvalidBucketName'].map((code) => {
    const response = inventResponse({ status: 403 });
    const prefix = Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`);
    const body = { length: prefix.length, place: { kind: 'empty' }, prefix } as const;
    return diagnose(target, { exchange: answeredWith({ ...response, body }) });
  });
  return [...unreachable, ...refused].map(({ hint = '' }) => hint);
}

test.each([
  'https://oss-cn-hangzhou.aliyuncs.com',
  'https://oss-cn-hangzhou-internal.aliyuncs.com',
  'https://cn-hangzhou.oss.aliyuncs.com',
  'https://oss-accelerate.aliyuncs.com',
])('no hint about %s leads to path style, to plain HTTP or to a server that has to be started', (endpoint) => {
  const given = hints(endpoint);
  expect(given.every((hint) => hint !== '')).toBe(true);
  expect(given.filter((hint) => /\bpath\b|another --addressing|http:\/\/|start the server/.test(hint))).toEqual([]);
  expect(given.slice(-3)).toEqual([
    'use --addressing virtual',
    'use the endpoint of the region with --addressing virtual',
    'use --addressing virtual',
  ]);
});

test('of another store path style may be what is right', () => {
  expect(hints('https://store.example').filter((hint) => /\bpath\b/.test(hint))).toHaveLength(2);
});
