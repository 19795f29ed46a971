import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { Operation } from '../server/route.js';
import type { StorageRequest } from '../server/storage-request.js';
import { checkedBody } from '../write/s3-checksums.js';

/**
 * A request in the words of S3 in those of OSS, which is how the operations read it. Source: names of the request headers in
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html, API_CopyObject.html and API_PutObject.html there.
 *
 * @throws OssError `NotImplemented` for a body in signed chunks or with a checksum that is not known here
 */
export function fromS3Words(request: StorageRequest, { kind }: Pick<Operation, 'kind'>): StorageRequest {
  const headers = request.headers
    .filter(([name]) => !aboutTransfer.test(name))
    .map(([name, value]): HeaderField => {
      const word = name.toLowerCase();
      if (word === 'x-amz-acl') return [kind === 'put-bucket' ? 'x-oss-acl' : 'x-oss-object-acl', value];
      const own = renamed.get(word) ?? (word.startsWith('x-amz-') ? word.replace('x-amz-', 'x-oss-') : name);
      return [own, values.get(own)?.get(value) ?? value];
    });
  return { ...request, headers, body: checkedBody(request) };
}

/** Fields that say something of the body, which is checked, or of whose bucket is meant: there is one account. */
const aboutTransfer =
  /^x-amz-(?:checksum-.*|sdk-checksum-algorithm|expected-bucket-owner|source-expected-bucket-owner|mp-object-size)$/i;

const renamed: ReadonlyMap<string, string> = new Map([
  ['x-amz-server-side-encryption-aws-kms-key-id', 'x-oss-server-side-encryption-key-id'],
]);

/** Values that the two spell in different ways: those of S3 first. */
const values: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'x-oss-storage-class',
    new Map([
      ['STANDARD', 'Standard'],
      ['STANDARD_IA', 'IA'],
      ['GLACIER', 'Archive'],
    ]),
  ],
  ['x-oss-server-side-encryption', new Map([['aws:kms', 'KMS']])],
]);

/** Answer fields of OSS that S3 has, too, under a name of its own; it has no other `x-oss-*`. */
const twins =
  /^x-oss-(?=(?:request-id|request-charged|version-id|delete-marker|copy-source-version-id|server-side-encryption|storage-class|tagging-count|meta-.*)$)/i;

/** The complete head of an answer in the words of S3. */
export function inS3Words(fields: readonly HeaderField[]): HeaderField[] {
  return (
    fields
      .map(([name, value]): HeaderField => [name.replace(twins, 'x-amz-'), spelledForS3(name, value)])
      // S3 names the class of an object only where it is another than the usual one.
      .filter(([name, value]) => name.toLowerCase() !== 'x-amz-storage-class' || value !== 'STANDARD')
      .filter(([name]) => !/^x-oss-/i.test(name))
  );
}

function spelledForS3(name: string, value: string): string {
  const spellings = values.get(name.toLowerCase()) ?? new Map<string, string>();
  return [...spellings].find(([, own]) => own === value)?.[0] ?? value;
}
