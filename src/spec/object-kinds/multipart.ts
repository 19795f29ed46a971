import { defineObjectKind, sizesInWords, sumFlaws } from './object-kind-definition.js';

/**
 * In bytes. Stores that speak S3 refuse a smaller part that is not the last (Amazon S3, multipart upload limits); OSS takes
 * 100 KiB.
 */
const smallestCommonPart = 5 * 1024 * 1024;

/** Every part but the last has at least this many bytes (document of CompleteMultipartUpload). */
const smallestPart = 100 * 1024;

const hasBelow = (parts: readonly number[], least: number): boolean => parts.slice(0, -1).some((size) => size < least);

/** `small-parts`: parts of less than 5 MiB that are not the last one of their upload. */
export const multipart = defineObjectKind({
  fields: {
    parts: { type: 'sizes', about: 'The sizes of the parts; all but the last have at least 102400 bytes.' },
  },
  capabilities: ['multipart', 'small-parts'],
  needs: ({ parts }) => (hasBelow(parts, smallestCommonPart) ? ['multipart', 'small-parts'] : ['multipart']),
  sample: { size: 16, made: { parts: [16] } },
  words: ({ parts }) => `uploaded in parts, ${sizesInWords(parts)}`,
  cost: ({ parts }, { size }) => ({ requests: parts.length + 4, bytesSent: size }),
  flaws: ({ parts }, size) => [
    ...sumFlaws(parts, size),
    ...(hasBelow(parts, smallestPart) ? [`a part before the last has fewer than ${smallestPart} bytes`] : []),
  ],
});
