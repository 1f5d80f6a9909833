import { SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from '../../apis/oidcAuthApiRef';
import { SandboxSignIn } from '../SandboxSignIn';

/**
 * The portal's sign-in page: the people of the sandbox while it is on, else
 * the organisation's own sign-in.
 */
export function SignIn(props: SignInPageProps) {
  const config = useApi(configApiRef);
  if (config.getOptionalBoolean('sandbox.enabled')) {
    return <SandboxSignIn {...props} />;
  }
  return (
    <SignInPage
      {...props}
      provider={{
        id: 'oidc',
        title: 'Single sign-on',
        message: 'Sign in with the account of your organisation.',
        apiRef: oidcAuthApiRef,
      }}
    />
  );
}
