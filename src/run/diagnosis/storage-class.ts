/**
 * What a storage class other than Standard bills at least for an object, in days and for 64 KiB. Sources:
 * https://alibabacloud.com/help/en/oss/product-overview/billing-method-for-objects-whose-storage-duration-is-less-than-the-minimum-storage-duration
 * https://www.alibabacloud.com/help/doc-detail/173534.htm
 */
const leastDays: Readonly<Record<string, number>> = { IA: 30, Archive: 60, ColdArchive: 180, DeepColdArchive: 180 };

/** What objects of a class cost that are removed after a few seconds. */
export function costsOf(storageClass: string): string {
  const days = leastDays[storageClass];
  if (days === undefined) return 'see its price list for minimum charges per object';
  const name = storageClass.replace(/(?!^)([A-Z][a-z])/g, ' $1');
  return `${name} bills every object for at least ${days} days and 64 KiB, and charges for reading it`;
}
