import type { HeaderField } from '../../spec/model/vocabulary.js';
import { isVendorDomain } from '../server/address.js';
import type { StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';

/**
 * Query parameters of GetObject that replace a field of the answer
 * (https://www.alibabacloud.com/help/doc-detail/31980.htm).
 */
const overridable: ReadonlyMap<string, string> = new Map([
  ['response-content-type', 'Content-Type'],
  ['response-content-language', 'Content-Language'],
  ['response-expires', 'Expires'],
  ['response-cache-control', 'Cache-Control'],
  ['response-content-disposition', 'Content-Disposition'],
  ['response-content-encoding', 'Content-Encoding'],
]);

/** The characters of a field: no control character but the tab, one character a byte. */
const fieldContent = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The fields that a request wants instead of the stored ones. Values are sent as UTF-8.
 *
 * @param anonymous - the same document: not available to requests without credentials
 * @param typeOverride - where `response-content-type` is refused (https://help.aliyun.com/zh/oss/support/0017-00000902)
 * @throws OssError `InvalidRequest` for an anonymous request or a refused parameter, `InvalidArgument` for a value that is not allowed in a
 * field
 */
export function responseOverrides(
  { host, query }: Pick<StorageRequest, 'host' | 'query'>,
  anonymous: boolean,
  typeOverride: UnsettledChoices['typeOverride'],
): HeaderField[] {
  const refusesType = typeOverride === 'refused' || isVendorDomain(host);
  return query.flatMap(([parameter, value]): HeaderField[] => {
    const field = overridable.get(parameter);
    if (field === undefined) return [];
    if (anonymous) {
      throw refuse('InvalidRequest', { message: 'Response fields cannot be overridden without a signature.' });
    }
    if (parameter === 'response-content-type' && refusesType) {
      throw refuse('InvalidRequest', { message: 'Can not override response header on content-type' });
    }
    const bytes = Buffer.from(value ?? '', 'utf8').toString('latin1');
    if (!fieldContent.test(bytes)) throw invalidArgument(parameter, value ?? '');
    return [[field, bytes]];
  });
}

/** `fields` with those of `overrides` in place of their own. */
export function withOverrides(fields: readonly HeaderField[], overrides: readonly HeaderField[]): HeaderField[] {
  const replaced = new Set(overrides.map(([name]) => name));
  return [...fields.filter(([name]) => !replaced.has(name)), ...overrides];
}
