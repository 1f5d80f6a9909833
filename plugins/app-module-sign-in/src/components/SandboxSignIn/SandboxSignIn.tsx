import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { rememberedPerson } from '../../session/rememberedPerson';
import { PeopleList } from './PeopleList';
import styles from './SandboxSignIn.module.css';
import { SigningIn } from './SigningIn';

/**
 * Signs in as one of the people of the example organisation.
 */
export function SandboxSignIn(props: SignInPageProps) {
  const { onSignInSuccess } = props;
  const config = useApi(configApiRef);
  const title = config.getOptionalString('app.title') ?? 'Backstage';
  const madeUp =
    config.getOptionalBoolean('sandbox.registry') === false
      ? 'people are made up (the models are not)'
      : 'models, figures and people are made up';
  const [personId, setPersonId] = useState(rememberedPerson.get);

  const choose = (id: string) => {
    rememberedPerson.set(id);
    setPersonId(id);
  };
  const giveUp = useCallback(() => {
    rememberedPerson.forget();
    setPersonId(undefined);
  }, []);

  return (
    <main className={styles.page}>
      <div className={styles.content}>
        <header className={styles.introduction}>
          <Text as="h1" variant="title-medium" weight="bold">
            {title}
          </Text>
          {!personId && (
            <Text as="p" color="secondary">
              This is the sandbox: {madeUp}, and no password is asked for. Whom
              do you want to be?
            </Text>
          )}
        </header>
        {personId ? (
          <SigningIn
            personId={personId}
            onGiveUp={giveUp}
            onSignInSuccess={onSignInSuccess}
          />
        ) : (
          <PeopleList onChoose={choose} />
        )}
      </div>
    </main>
  );
}
