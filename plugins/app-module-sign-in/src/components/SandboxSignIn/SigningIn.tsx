import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { describeFailure } from '../../people/describeFailure';
import { rememberedPerson } from '../../session/rememberedPerson';
import { withSignOut } from '../../session/withSignOut';
import styles from './SandboxSignIn.module.css';

function SignInFailure(props: {
  error?: Error;
  onRetry: () => void;
  onGiveUp: () => void;
}) {
  const { error, onRetry, onGiveUp } = props;
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title="Signing in failed"
      description={describeFailure(error)}
      customActions={
        <span className={styles.actions}>
          <Button onPress={onRetry}>Try again</Button>
          <Button variant="secondary" onPress={onGiveUp}>
            Choose somebody else
          </Button>
        </span>
      }
    />
  );
}

/**
 * Signs a person in, and says what is wrong when that fails.
 */
export function SigningIn(
  props: SignInPageProps & { personId: string; onGiveUp: () => void },
) {
  const { personId, onGiveUp, onSignInSuccess } = props;
  const [attempt, setAttempt] = useState(1);

  // Upstream takes a component, which must stay the same between renders.
  const Failure = useMemo(
    () => (failure: { error?: Error }) =>
      (
        <SignInFailure
          error={failure.error}
          onRetry={() => setAttempt(current => current + 1)}
          onGiveUp={onGiveUp}
        />
      ),
    [onGiveUp],
  );

  return (
    <ProxiedSignInPage
      key={attempt}
      provider="sandbox"
      headers={{ 'x-sandbox-person': personId }}
      ErrorComponent={Failure}
      onSignInSuccess={identity =>
        onSignInSuccess(withSignOut(identity, rememberedPerson.forget))
      }
    />
  );
}
