import { SuiteError } from '../../../suite-error.js';
import { isLocalHost } from './local-host.js';

const right = 'an endpoint is a scheme, a host and a port, for instance https://oss-cn-hangzhou.aliyuncs.com';

/**
 * Reads an endpoint. Without a scheme it is https, or http for an IP address or localhost.
 *
 * Only the host is ever repeated in a message: what people paste here may be a presigned URL or hold a password.
 *
 * @throws SuiteError `config-invalid` where it is no URL, has another scheme than http and https, a user, a path or a query.
 */
export function parseEndpoint(text: string): URL {
  const url = withScheme(text);
  if (url === null) throw invalid('the endpoint is not a URL', right);
  const { protocol, hostname } = url;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw invalid(`the scheme ${protocol.slice(0, -1)} of the endpoint is unknown`, 'use https:// or http://');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(`the endpoint at ${hostname} contains a user name or password`, 'set keys in the environment');
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw invalid(
      `the endpoint at ${hostname} has a path or a query`,
      `use ${url.origin} and name the bucket by --bucket`,
    );
  }
  return new URL(url.origin);
}

/** Parsed as http first: under https a `:443` that was written out would be gone before the scheme is decided. */
function withScheme(text: string): URL | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return parse(text);
  const url = parse(`http://${text}`);
  return url === null || isLocalHost(url.hostname) ? url : parse(`https://${text}`);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function invalid(message: string, hint: string): SuiteError {
  return new SuiteError('config-invalid', message, { hint });
}
