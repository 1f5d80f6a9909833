import type { APIRequestContext } from '@playwright/test';
import { headersOf, type PersonId } from './api';

/** Which control of what. */
export interface ControlAddress {
  entityRef: string;
  frameworkId: string;
  controlId: string;
}

/** What the portal says of a control, as somebody sees it. */
export async function verdictOf(
  request: APIRequestContext,
  person: PersonId,
  { entityRef, frameworkId, controlId }: ControlAddress,
): Promise<string | undefined> {
  const response = await request.get(
    `/api/scorecards/scorecards?entityRef=${entityRef}`,
    { headers: await headersOf(request, person) },
  );
  const { items } = await response.json();
  return items
    ?.find((item: ControlAddress) => item.frameworkId === frameworkId)
    ?.controls.find((control: { id: string }) => control.id === controlId)
    ?.verdict;
}
