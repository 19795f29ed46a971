import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Loads the CommonJS form of a package, the first time it is called. Where that form is one bundled file it takes a
 * fraction of the time of the ES form, and Node need not parse it twice to find its exports (Node 20, 2 cores):
 * fast-xml-parser 5 against 47 ms, junit-report-builder 30 against 80 ms, the HTTP client of undici 25 against 90 ms for
 * its index, which comes with fetch, caches and WebSocket.
 *
 * @param Module what the package exports, `typeof import('…')`
 */
export function loadPackage<Module>(name: string): Module {
  return require(name) as Module;
}
