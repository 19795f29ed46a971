/** A key pair of the storage, with the token that goes with it where it is temporary. Never printed, never recorded. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Present for credentials of the Security Token Service. */
  readonly securityToken?: string;
}
