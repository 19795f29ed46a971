/**
 * Header fields that may differ between two answers to the same question, and why. Everything else is compared.
 */
export const volatileFields: Readonly<Record<string, string>> = {
  date: 'the time of the answer (RFC 9110 section 6.6.1)',
  age: 'the time in a cache (RFC 9111 section 5.1)',
  connection: 'belongs to the connection (RFC 9110 section 7.6.1)',
  'keep-alive': 'belongs to the connection',
  'transfer-encoding': 'how this message is framed, not what it says (RFC 9112 section 6.1)',
  via: 'names the intermediaries (RFC 9110 section 7.6.3)',
  'x-cache': 'whether it came from an intermediate cache',
  'x-oss-request-id': 'an id for each request (vendor: common response headers)',
  'x-oss-server-time': 'ms that the answer took (seen in vendor transcripts)',
  'x-amz-request-id': 'an id for each request, of stores that speak S3 as well',
  'x-amz-id-2': 'an id for each request, of stores that speak S3 as well',
  'x-request-id': 'an id for each request, of proxies',
  'x-varnish': 'an id for each request, and that of the one that filled the cache (seen with Varnish 7.1.1)',
  'cf-ray': 'an id for each request, of a CDN',
  'x-amz-cf-id': 'an id for each request, of a CDN',
  eagleid: 'an id for each request, of a CDN',
  'server-timing': 'how long the answer took',
  'set-cookie': 'a load balancer marks its clients',
};

/**
 * Names by which stores call the id of a request, besides those above: `x-amzn-requestid`, `x-trans-id`, `x-goog-request-id`,
 * `x-correlation-id`. What is another one in every answer tells nothing of the range.
 */
export const idOfRequest = /(?:request|trans|transaction|trace|correlation)-?id/;

const endsAsId = new RegExp(`(?:^|-)${idOfRequest.source}$`);

/** @param name in small letters */
export const isVolatile = (name: string): boolean => Object.hasOwn(volatileFields, name) || endsAsId.test(name);
