import { defineConfig } from 'vitest/config';

/** The suite as tests against the endpoint that `OSS_ENDPOINT`, `OSS_BUCKET` and `OSS_REGION` name, or the embedded one. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({ test: { include: ['src/run/vitest/conformance.test.ts'] } });
