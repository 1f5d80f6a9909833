import { ResponseError } from '@backstage/errors';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/**
 * Somebody as whom one can sign in.
 */
export interface SandboxPerson {
  id: string;
  name: string;
  title: string;
  description: string;
}

/**
 * Whom the auth provider offers.
 *
 * @remarks
 *
 * Uses the browser's own fetch, for the fetch API waits for somebody to be
 * signed in.
 */
export function useSandboxPeople() {
  const discovery = useApi(discoveryApiRef);
  return useAsyncRetry(async () => {
    const baseUrl = await discovery.getBaseUrl('auth');
    const response = await fetch(`${baseUrl}/sandbox/start`);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { people } = (await response.json()) as { people: SandboxPerson[] };
    return people;
  }, [discovery]);
}
