import { marker, redactAssignments } from '../../driver/redact/credential-patterns.js';

/**
 * A query as an access log may show it. The name of a parameter counts as it is decoded, so that `%53ignature` hides
 * nothing.
 *
 * @param query - percent-encoded, without its `?`
 */
export function loggedQuery(query: string): string {
  return query.split('&').map(loggedParameter).join('&');
}

function loggedParameter(parameter: string): string {
  const [name = ''] = parameter.split('=', 1);
  const decoded = decodedName(name) + parameter.slice(name.length);
  const shown = redactAssignments(decoded, marker);
  return shown === decoded ? parameter : shown;
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // Not UTF-8: no name of a credential.
  }
}
