import { loadPackage } from '../../../load-package.js';
import { SuiteError } from '../../../suite-error.js';
import type { Credentials } from '../../auth/credentials.js';

export type LibrarySource = 'profile' | 'ram-role' | 'oidc' | 'chain';

const hints: Readonly<Record<LibrarySource, string>> = {
  profile: 'create a profile with aliyun configure; ALIBABA_CLOUD_PROFILE selects one of several',
  'ram-role': 'run on an ECS instance with a RAM role; ALIBABA_CLOUD_ECS_METADATA names the role',
  oidc: 'set ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE',
  chain: 'choose one source with --credentials for details, or set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET',
};

/**
 * The key pair that the vendor's library finds, which knows profiles, roles and tokens. It is loaded only here.
 *
 * @throws SuiteError `credentials-missing`, with no more of the library's words than are sure to hold no secret
 */
export async function libraryCredentials(source: LibrarySource): Promise<Credentials> {
  try {
    const { accessKeyId, accessKeySecret, securityToken } = await providerOf(source).getCredentials();
    if (accessKeyId && accessKeySecret) {
      return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
    }
    throw new Error('the key pair is empty');
  } catch (error) {
    if (error instanceof SuiteError) throw error;
    throw new SuiteError('credentials-missing', `no keys from ${source}: ${openWords(error)}`, { hint: hints[source] });
  }
}

interface Provider {
  getCredentials(): Promise<{ accessKeyId: string; accessKeySecret: string; securityToken?: string }>;
}

function providerOf(source: LibrarySource): Provider {
  const library = loadLibrary();
  switch (source) {
    case 'profile':
      return library.CLIProfileCredentialsProvider.builder().build();
    case 'ram-role':
      return library.ECSRAMRoleCredentialsProvider.builder()
        .withRoleName(process.env.ALIBABA_CLOUD_ECS_METADATA ?? '')
        .build();
    case 'oidc':
      return library.OIDCRoleArnCredentialsProvider.builder().build();
    case 'chain':
      return library.DefaultCredentialsProvider.builder().build();
  }
}

function loadLibrary(): ReturnType<typeof loadPackage<'@alicloud/credentials'>> {
  try {
    return loadPackage('@alicloud/credentials');
  } catch {
    throw new SuiteError('credentials-missing', 'the package @alicloud/credentials is not installed', {
      hint: 'npm install @alicloud/credentials (npm install --omit=optional skips it)',
    });
  }
}

/** Its messages quote whole files and answers behind a colon. */
function openWords(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : '').split(/[:{\n]/);
  return first.trim() || 'no reason given';
}
