import { readFileSync } from 'node:fs';

/** `oss-range-conformance/<version>`; the same relative path holds in `src/` and in `dist/`. */
export const userAgent: string = (() => {
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return `${name}/${version}`;
})();
