import { createRequire } from 'node:module';

/** This package, as its own package.json names it; the relative path holds in `src/` and in `dist/`. */
export const tool = createRequire(import.meta.url)('../package.json') as {
  readonly name: string;
  readonly version: string;
};
