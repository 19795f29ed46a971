/** Tests start endpoints of their own; the environment may name another one. Workers inherit what is left. */
export function forgetTargetVariables(): void {
  for (const name of ['OSS_ENDPOINT', 'OSS_BUCKET', 'OSS_REGION']) delete process.env[name];
}
