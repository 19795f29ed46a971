import { tool } from '../../tool.js';

/** `oss-range-conformance/<version>` */
export const userAgent: string = `${tool.name}/${tool.version}`;
