import { encodingElement, textEncoder } from '../list/list-options.js';
import type { Bucket, Store } from '../objects/store.js';
import { deleteObject, isVersionId } from '../objects/versions.js';
import { type EndpointResponse, emptyAnswer, xmlAnswer } from '../server/answer.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { receiveXml } from '../wire/receive-xml.js';
import { keysDocument, type XmlElement } from '../wire/xml.js';
import { elementsNamed, textOf } from '../wire/xml-elements.js';

/** The most keys that one request names (AlibabaCloudDocs/oss, `DeleteMultipleObjects.md`). */
const mostKeys = 1000;

interface Doomed {
  readonly key: string;
  readonly versionId: string | undefined;
}

/**
 * DeleteMultipleObjects (AlibabaCloudDocs/oss, `DeleteMultipleObjects.md`): the keys, and the versions, that the document
 * names. What is not there is a success, too. The quiet form tells of failures only, of which there are none here, so its
 * answer has no body.
 *
 * @param now - ms since 1970
 * @throws OssError `MalformedXML` for none or too many keys, `InvalidDigest`, `InvalidArgument` for an encoding or a
 * version that is none, `InsufficientStorage` where there is no room for a deletion
 */
export async function deleteObjects(
  request: StorageRequest,
  { store, bucket, now }: { readonly store: Store; readonly bucket: Bucket; readonly now: number },
): Promise<EndpointResponse> {
  const encode = textEncoder(request.query);
  const document = await receiveXml(request, store.budget);
  const doomed = objectsOf(document);
  const deleted = doomed.map(({ key, versionId }) => {
    const { headers } = deleteObject(store, bucket, { key, versionId, now });
    return deletedElement({ key: encode(key), versionId }, headers);
  });
  if (elementsNamed(document, 'Quiet').some((text) => text.trim() === 'true')) return emptyAnswer();
  return xmlAnswer(200, keysDocument(['DeleteResult', [...encodingElement(request.query), ...deleted]]));
}

/** Reports what a deletion created or removed in elements that match the fields of DeleteObject. */
function deletedElement({ key, versionId }: Doomed, headers: EndpointResponse['headers']): XmlElement {
  const marker = fieldValue(headers, 'x-oss-delete-marker');
  const id = fieldValue(headers, 'x-oss-version-id') ?? '';
  return [
    'Deleted',
    [
      ['Key', key],
      ...(versionId === undefined ? [] : [['VersionId', versionId] as const]),
      ...(marker === undefined
        ? []
        : ([
            ['DeleteMarker', marker],
            ['DeleteMarkerVersionId', id],
          ] as const)),
    ],
  ];
}

function objectsOf(document: string): readonly Doomed[] {
  const objects = elementsNamed(document, 'Object').map((object) => ({
    key: elementsNamed(object, 'Key').map(textOf)[0] ?? '',
    versionId: elementsNamed(object, 'VersionId').map(textOf)[0] || undefined,
  }));
  if (objects.length === 0 || objects.length > mostKeys || objects.some(({ key }) => key === '')) {
    throw refuse('MalformedXML');
  }
  // `test_delete_object_versions_with_invalid_arguments` in `tests/test_object_versioning.py` of the Python SDK.
  const odd = objects.find(({ versionId }) => versionId !== undefined && !isVersionId(versionId));
  if (odd !== undefined) throw invalidArgument('VersionId', odd.versionId ?? '');
  return objects;
}
