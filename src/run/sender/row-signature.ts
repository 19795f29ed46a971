import { openSigner } from '../../driver/auth/authenticator.js';
import type { Credentials } from '../../driver/auth/credentials.js';
import type { SignableRequest } from '../../driver/auth/signable-request.js';
import type { Proof } from '../../driver/auth/signer.js';
import type { Target } from '../../driver/target/target.js';
import { locateOn } from '../../driver/target/target-authenticator.js';
import { schemeOfRow } from '../../spec/model/auth-scheme.js';
import type { RowAuth } from '../../spec/model/table.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/**
 * Signs a request as a row says: `unsigned` fields are sent without being signed, `unsent` ones are signed and left out.
 *
 * @param request as it would be sent with every field
 * @returns all header fields and the whole query of the request
 */
export async function signRow(
  auth: RowAuth,
  request: SignableRequest,
  target: Target,
  at = new Date(),
): Promise<Proof> {
  const { signature, places } = schemeOfRow(auth.by);
  let { query } = request;
  let headers: readonly HeaderField[] = without(request.headers, auth.unsent);
  if (signature === null || target.credentials === null) return { headers, query };
  const method = auth.method ?? request.method;
  const signed = { ...request, method, headers: without(request.headers, auth.unsigned) };
  const signer = await openSigner(signature, {
    credentials: signedWith(auth, target.credentials),
    region: target.region,
    locate: locateOn(target),
    additionalHeaders: auth.additional ?? [],
    clock: () => at,
  });
  for (const place of places) {
    const proof = await signer[place](signed);
    headers = [...headers, ...proof.headers];
    query = [...query, ...proof.query];
  }
  return { headers, query };
}

/** Of a wrong secret nothing but its difference counts. */
function signedWith({ secret }: RowAuth, credentials: Credentials): Credentials {
  return secret === 'another'
    ? { ...credentials, accessKeySecret: `${credentials.accessKeySecret}-another` }
    : credentials;
}

function without(headers: readonly HeaderField[], names: readonly string[] = []): HeaderField[] {
  const dropped = new Set(names.map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}
