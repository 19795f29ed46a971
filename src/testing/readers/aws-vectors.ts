import { readFileSync } from 'node:fs';
import type { Credentials } from '../../driver/auth/credentials.js';
import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/** One example of the documentation of S3. */
export interface AwsVector {
  readonly id: string;
  readonly kind: 'header' | 'query';
  readonly method: string;
  readonly key: string | null;
  readonly path: string;
  readonly query: readonly QueryParameter[];
  readonly headers: readonly HeaderField[];
  readonly additionalHeaders: readonly string[];
  readonly expiresInSeconds?: number;
  readonly signedHeaders: string;
  readonly signature: string;
}

export interface AwsVectors {
  readonly credentials: Credentials;
  readonly region: string;
  readonly at: string;
  readonly host: string;
  readonly bucket: string;
  readonly vectors: readonly AwsVector[];
}

export const awsVectors = JSON.parse(
  readFileSync(new URL('../../../fixtures/signatures/aws-v4.json', import.meta.url), 'utf8'),
) as AwsVectors;
