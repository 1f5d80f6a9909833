/**
 * Somebody as whom one can sign in.
 *
 * @public
 */
export interface SandboxPerson {
  /** What the sign-in page sends in the header `x-sandbox-person`. */
  id: string;
  userEntityRef: string;
  name: string;
  title: string;
  description: string;
}
