/**
 * A moment as the documents of OSS print it: whole seconds, and `.000Z` behind them, in every sample of the lists and of
 * the copies (AlibabaCloudDocs/oss; answers recorded in `tests/test_mock_multipart.py` of the vendor's Python SDK).
 *
 * @param at - ms since 1970
 */
export function formatTimestamp(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
