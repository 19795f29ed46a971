import fc from 'fast-check';

/** Pieces of which keys are made that lie near the edge of what the suite writes, or that lead elsewhere. */
const pieces = [
  ...[
    '..',
    '.',
    '/',
    '//',
    '\\',
    '%',
    '%2e',
    '%2E%2e',
    '%252e',
    '%2f',
    '%5c',
    '%c0%ae',
    '%u002e',
    ';',
    ';x',
    ' ',
    '．',
    '‥',
    '／',
  ],
  ...[
    'bytes-',
    'bytes-1',
    'fresh-',
    'fresh-1',
    'named/',
    'named',
    'part-0123456789ab',
    '0123456789ab',
    '0',
    '1',
    'a',
    'k',
    'ü',
    '文',
  ],
  ...[
    '.source',
    '.target',
    '.link',
    '.missing',
    '.nothing',
    'victim',
    '\u0000',
    '\n',
    '\u0085',
    '\ud800',
    '\udc00',
    '\ufffd',
    '\u2028',
  ],
  ...[
    'suite/',
    'suite',
    '&amp;',
    '&#x2e;',
    '?',
    '#',
    '+',
    '__proto__',
    'constructor',
    'k'.repeat(199),
    'k'.repeat(600),
  ],
];

/** Keys as a run writes them, keys near them, and hostile ones, mostly below `suite/`. */
export const ownKeyCandidates: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('suite/', 'suite/', 'suite/', 'suite/', '', '/', 'suite//', 'other/', 'suite/../'),
    fc.constantFrom('0123456789ab/', '0123456789ab/', '0123456789ab/', 'ffffffffffff/', '0123456789AB/', '0123/', ''),
    fc.constantFrom('named/', 'named/', 'bytes-', 'fresh-', ''),
    fc.array(
      fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...pieces), fc.string({ maxLength: 8, unit: 'binary' })),
      { maxLength: 6 },
    ),
  )
  .map(([prefix, run, kind, rest]) => `${prefix}${run}${kind}${rest.join('')}`);
