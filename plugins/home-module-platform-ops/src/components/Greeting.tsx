import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { greeting } from '../greeting';

/** Greets the person by the time of day. */
export function Greeting() {
  const identityApi = useApi(identityApiRef);
  const [name, setName] = useState<string>();

  useEffect(() => {
    let current = true;
    identityApi.getProfileInfo().then(
      ({ displayName }) => current && setName(displayName),
      // Without a name the greeting is still a greeting.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [identityApi]);

  return (
    <Text as="h1" variant="title-small" weight="bold">
      {greeting(new Date().getHours(), name)}
    </Text>
  );
}
