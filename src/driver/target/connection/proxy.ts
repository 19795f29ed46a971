import { SuiteError } from '../../../suite-error.js';
import { unbracketed } from '../address/unbracketed.js';

/** An HTTP proxy that every connection to the target goes through. */
export interface HttpProxy {
  /** Scheme, host and port, without credentials; what messages and reports say. */
  readonly origin: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether the connection to the proxy itself is TLS. */
  readonly secure: boolean;
  /** Value of Proxy-Authorization; null where the proxy is to be asked without. */
  readonly authorization: string | null;
  /** What must not appear anywhere: the password, and forms of it. */
  readonly secrets: readonly string[];
}

/**
 * Reads the address of a proxy.
 *
 * @param source what holds it, for the message: `--proxy`, `HTTPS_PROXY`
 * @throws SuiteError `config-invalid`, which repeats no part of the text but scheme and host
 */
export function parseProxy(text: string, source: string): HttpProxy {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (url === null || url.hostname === '') throw invalid(`${source} is not a proxy URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw invalid(
      `${source} names a proxy of scheme ${url.protocol.slice(0, -1)}, but only http and https are supported`,
    );
  }
  const secure = url.protocol === 'https:';
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const isOpen = user === '' && password === '';
  const basic = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  const shown = [password, url.password, basic, basic.replace(/=+$/, '')].filter((secret) => secret !== '');
  return {
    origin: url.origin,
    host: unbracketed(url.hostname),
    port: Number(url.port) || (secure ? 443 : 80),
    secure,
    authorization: isOpen ? null : `Basic ${basic}`,
    secrets: isOpen ? [] : [...new Set(shown)],
  };
}

/**
 * The same for what people write down or type: there a password would be seen by others.
 *
 * @throws SuiteError `config-invalid`
 */
export function parseOpenProxy(text: string, source: string): HttpProxy {
  const proxy = parseProxy(text, source);
  if (proxy.authorization === null) return proxy;
  throw new SuiteError('config-invalid', `${source} contains a user name or password for the proxy`, {
    hint: `set it in the environment instead: HTTPS_PROXY=${proxy.origin.replace('//', '//USER:PASSWORD@')}`,
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A bare % that is no escape.
  }
}

function invalid(message: string): SuiteError {
  return new SuiteError('config-invalid', message, { hint: 'write it as http://HOST:PORT' });
}
