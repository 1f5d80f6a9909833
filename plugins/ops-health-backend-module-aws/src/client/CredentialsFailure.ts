/** There are no credentials to sign with. */
export class CredentialsFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'CredentialsFailure';
  }
}
