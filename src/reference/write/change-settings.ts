import { type ObjectAcl, type ObjectSettings, objectAcls, oneOfValues } from '../objects/object-settings.js';
import { checkedTags, type ObjectTag } from '../objects/object-tags.js';
import { type Bucket, overheadOf, replaceVersion, type Store, settingsOf } from '../objects/store.js';
import { objectNamed, versionHeaders } from '../objects/versions.js';
import { type EndpointResponse, emptyAnswer, noContent, xmlAnswer } from '../server/answer.js';
import { queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { receiveXml } from '../wire/receive-xml.js';
import { type XmlElement, xmlDocument } from '../wire/xml.js';
import { elementsNamed, textOf } from '../wire/xml-elements.js';

/** The object whose settings are asked for or changed; a request can name a version of it. */
export interface SettingsContext {
  readonly store: Store;
  readonly bucket: Bucket;
  readonly key: string;
}

/**
 * PutObjectACL (AlibabaCloudDocs/oss, `PutObjectACL.md`). Clients of S3 can send grants in place of a name.
 *
 * @throws OssError `NoSuchKey`, `InvalidArgument` for an ACL that is none, `InvalidDigest`
 */
export async function putObjectAcl(request: StorageRequest, context: SettingsContext): Promise<EndpointResponse> {
  const document = await receiveXml(request, context.store.budget);
  const acl = oneOfValues(request.headers, 'x-oss-object-acl', objectAcls) ?? grantedAcl(document);
  if (acl === undefined) throw invalidArgument('x-oss-object-acl', '');
  return emptyAnswer(change(request, context, { acl }));
}

/**
 * Public access by the grants of S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html); what they
 * let single accounts do says nothing here, where there is one account.
 *
 * @returns `undefined` where the document has no list of grants
 */
function grantedAcl(document: string): ObjectAcl | undefined {
  if (!/<AccessControlList[\s>]/.test(document)) return undefined;
  const open = document.split('</Grant>').filter((grant) => grant.includes('/groups/global/AllUsers<'));
  if (open.some((grant) => /<Permission>(?:WRITE|FULL_CONTROL)</.test(grant))) return 'public-read-write';
  return open.some((grant) => grant.includes('<Permission>READ<')) ? 'public-read' : 'private';
}

/**
 * PutObjectTagging: the tags of the document in place of those that are there (AlibabaCloudDocs/oss, `PutObjectTagging.md`).
 *
 * @throws OssError `NoSuchKey`, `MalformedXML`, `InvalidTag`, `InvalidDigest`, `InsufficientStorage`
 */
export async function putObjectTagging(request: StorageRequest, context: SettingsContext): Promise<EndpointResponse> {
  const document = await receiveXml(request, context.store.budget);
  if (elementsNamed(document, 'TagSet').length === 0 && !/<TagSet\s*\/>/.test(document)) throw refuse('MalformedXML');
  const tags = elementsNamed(document, 'Tag').map(
    (tag): ObjectTag => [textIn(tag, 'Key') ?? '', textIn(tag, 'Value') ?? ''],
  );
  return emptyAnswer(change(request, context, { tags: checkedTags(tags) }));
}

const textIn = (content: string, name: string): string | undefined => elementsNamed(content, name).map(textOf)[0];

/** DeleteObjectTagging. */
export function deleteObjectTagging(request: StorageRequest, context: SettingsContext): EndpointResponse {
  return { ...noContent, headers: change(request, context, { tags: [] }) };
}

/** GetObjectTagging. */
export function getObjectTagging({ query }: StorageRequest, { bucket, key }: SettingsContext): EndpointResponse {
  const object = objectNamed(bucket, key, queryValue(query, 'versionId'));
  const tags = settingsOf(object).tags.map(
    ([name, value]): XmlElement => [
      'Tag',
      [
        ['Key', name],
        ['Value', value],
      ],
    ],
  );
  return xmlAnswer(200, xmlDocument(['Tagging', [['TagSet', tags]]]), versionHeaders(object));
}

/** Changes some of the settings; neither the date nor the version of the object becomes another. */
function change(
  { query }: StorageRequest,
  { store, bucket, key }: SettingsContext,
  settings: Partial<ObjectSettings>,
): EndpointResponse['headers'] {
  const before = objectNamed(bucket, key, queryValue(query, 'versionId'));
  const after = { ...before, settings: { ...settingsOf(before), ...settings } };
  if (!store.budget.take(overheadOf(after))) throw refuse('InsufficientStorage');
  replaceVersion(bucket, before, after);
  store.budget.give(overheadOf(before));
  return versionHeaders(after);
}
