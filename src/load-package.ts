import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What is loaded in this way, with what its CommonJS form exports. */
interface Packages {
  readonly '@alicloud/credentials': typeof import('@alicloud/credentials');
  readonly '@smithy/signature-v4': typeof import('@smithy/signature-v4');
  readonly 'fast-xml-parser': typeof import('fast-xml-parser');
  /** It exports its builder itself; its types describe an ES module. */
  readonly 'junit-report-builder': typeof import('junit-report-builder').default;
  readonly re2js: typeof import('re2js');
  readonly undici: typeof import('undici');
  readonly yaml: typeof import('yaml');
}

/**
 * Loads the CommonJS form of a package, the first time it is called. Where that form is one bundled file it takes a
 * fraction of the time of the ES form, and Node need not parse it twice to find its exports (Node 20, 2 cores):
 * fast-xml-parser 5 against 47 ms, junit-report-builder 30 against 80 ms, undici 61 against 90 ms.
 *
 * The check of import boundaries takes a call for an import, by the text between its parentheses.
 */
export function loadPackage<Name extends keyof Packages>(name: Name): Packages[Name] {
  return require(name) as Packages[Name];
}
