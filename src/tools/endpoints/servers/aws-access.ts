import type { ServerAccess } from '../real-server.js';

interface AwsAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly region: string;
}

/** How a store is asked that verifies AWS signatures; the run makes the bucket. */
export function awsAccess({ region, ...keys }: AwsAccount): ServerAccess {
  const bucket = 'conformance';
  return {
    kind: 'objects',
    bucket,
    flags: [
      ...['--bucket', bucket, '--create-bucket', '--region', region],
      ...['--addressing', 'path', '--auth', 'aws-v4'],
    ],
    env: { OSS_ACCESS_KEY_ID: keys.accessKeyId, OSS_ACCESS_KEY_SECRET: keys.accessKeySecret },
    signs: { region, credentials: keys },
  };
}
