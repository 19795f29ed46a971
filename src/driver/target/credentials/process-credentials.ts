import { exec } from 'node:child_process';
import * as v from 'valibot';
import { SuiteError } from '../../../suite-error.js';
import type { Credentials } from '../../auth/credentials.js';
import { type Environment, setting } from '../environment.js';

/** How long the command may take, in ms; people may have to confirm something. */
const patienceMs = 60_000;

const filled = v.pipe(v.string(), v.minLength(1));
/** As the vendor's SDKs print it, and as its CLI does. */
const printed = v.union([
  v.object({ AccessKeyId: filled, AccessKeySecret: filled, SecurityToken: v.optional(v.string()) }),
  v.object({ access_key_id: filled, access_key_secret: filled, sts_token: v.optional(v.string()) }),
]);

/**
 * The key pair that the command in `OSS_CREDENTIALS_PROCESS` prints as JSON. Neither what it prints nor its own text comes
 * into a message.
 *
 * @throws SuiteError `credentials-missing`
 */
export async function processCredentials(env: Environment): Promise<Credentials> {
  const command = setting(env.OSS_CREDENTIALS_PROCESS);
  if (command === undefined) throw missing('OSS_CREDENTIALS_PROCESS is not set');
  const output = await new Promise<string>((resolve, reject) => {
    exec(command, { timeout: patienceMs, env: { ...env } }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(missing(`the command in OSS_CREDENTIALS_PROCESS ended with ${error.code ?? error.signal}`));
    });
  });
  const read = v.safeParse(printed, parsed(output));
  if (!read.success) throw missing('the command in OSS_CREDENTIALS_PROCESS printed no key pair');
  const pair = read.output;
  const [accessKeyId, accessKeySecret, securityToken] =
    'AccessKeyId' in pair
      ? [pair.AccessKeyId, pair.AccessKeySecret, pair.SecurityToken]
      : [pair.access_key_id, pair.access_key_secret, pair.sts_token];
  return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Said by the caller, without the text.
  }
}

const missing = (message: string): SuiteError =>
  new SuiteError('credentials-missing', `no keys from a process: ${message}`, {
    hint: 'it must print {"AccessKeyId":"…","AccessKeySecret":"…","SecurityToken":"…"}, with SecurityToken for temporary keys',
  });
