import { expect, type APIRequestContext } from '@playwright/test';

export type PersonId = 'owner' | 'reviewer' | 'compliance' | 'viewer';

/** The headers with which one of the sandbox's people calls the backends. */
export async function headersOf(
  request: APIRequestContext,
  person: PersonId,
): Promise<Record<string, string>> {
  const response = await request.get('/api/auth/sandbox/refresh', {
    headers: {
      'x-sandbox-person': person,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  const { backstageIdentity } = await response.json();
  expect(backstageIdentity.token).toBeTruthy();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}
