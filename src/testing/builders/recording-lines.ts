import type { RecordedProperty, RecordingEnd, RecordingHead } from '../../exchange/recording/recording.js';

/** Lines of recordings, for the tests of everything that reads them. */

export const sampleHead: RecordingHead = {
  kind: 'head',
  schema: 'oss-range-recording/1',
  tool: { name: 'oss-range-conformance', version: '0.1.0' },
  target: {
    name: '127.0.0.1:9000',
    endpoint: 'http://127.0.0.1:9000',
    bucket: 'conformance',
    region: 'cn-hangzhou',
    addressing: 'path',
    auth: 'anonymous',
    capabilities: {},
  },
  plan: {
    startedAt: '2026-01-02T03:04:05.000Z',
    seed: 7,
    runs: 30,
    behaviours: ['default', 'standard'],
    strict: false,
    prefix: 'oss-range-conformance/0123456789ab/',
    planned: 1,
    embedded: false,
  },
  evidence: { seed: { title: 'The seed', address: 'https://example.com', kind: 'vendor-document' } },
};

export const sampleProperty: RecordedProperty = {
  kind: 'property',
  place: 0,
  id: 'property/end-past-eof',
  name: 'end-past-eof',
  behaviour: 'default',
  law: 'a range that ends past the object is answered with the whole object',
  level: 'required',
  evidence: ['seed'],
  runs: 3,
  seed: 11,
  counterexample: null,
  unfinished: null,
  durationMs: 1,
};

export const sampleEnd: RecordingEnd = {
  kind: 'end',
  checks: 0,
  draws: 0,
  properties: 1,
  partial: false,
  obstacle: null,
  durationMs: 5,
  traffic: { requests: 1, bytesSent: 2, bytesReceived: 3 },
  leftovers: [],
};
