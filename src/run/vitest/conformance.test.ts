import { defineConformanceSuite } from 'oss-range-conformance/vitest';

defineConformanceSuite();
