import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EXAMPLE_PEOPLE,
  ExampleScorecardsApi,
  type KeptWords,
} from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { ComplianceContent } from '../ComplianceContent';

const FRAMEWORK = 'eu-ai-act';
const CONTROL = 'aia-14';
const ENTITY = 'model:hospital/chest-xray-triage';

let kept: KeptWords | undefined;

function openAs(name: keyof typeof EXAMPLE_PEOPLE) {
  const api = new ExampleScorecardsApi('full', {
    person: EXAMPLE_PEOPLE[name],
    kept,
    onKeep: next => {
      kept = next;
    },
  });
  const search = `?framework=${FRAMEWORK}&control=${CONTROL}`;
  return {
    api,
    ...renderOn('chest-xray-triage', <ComplianceContent />, { api, search }),
  };
}

const section = () =>
  screen.findByRole('region', { name: 'Exemption or statement' });

const buttons = (element: HTMLElement) =>
  within(element)
    .queryAllByRole('button')
    .map(button => button.textContent);

beforeEach(() => {
  kept = undefined;
});

it('leads a statement from one person over another one into force', async () => {
  const user = userEvent.setup();
  const asOlivia = openAs('olivia');
  const requestDecision = jest.spyOn(asOlivia.api, 'requestDecision');
  const asks = await screen.findByRole('region', { name: 'What it asks' });
  expect(asks).toHaveTextContent(
    /One person states, another approves, for 365 days.*That they were named/,
  );
  // Nobody signs it alone.
  expect(buttons(await section())).toEqual([
    'State that it is met, with a second person…',
  ]);
  await user.click(screen.getByRole('button', { name: /^State that it is/ }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() =>
    expect(dialog).toHaveTextContent(
      /Until somebody else approves it, nothing changes\. Then for 365 days the control counts as attested.*You state: That they were named.*Once one of these changes, it does not count any more: catalog\.aiAct\.class, catalog\.aiAct\.roles/,
    ),
  );
  const send = within(dialog).getByRole('button', { name: /^State that/ });
  await user.type(within(dialog).getByLabelText(/^Why/), 'so');
  await user.click(send);
  expect(
    await within(dialog).findByText(/^Write at least 10 characters/),
  ).toBeInTheDocument();
  expect(requestDecision).not.toHaveBeenCalled();
  await user.type(
    within(dialog).getByLabelText(/^Why/),
    ' it was on the second of May, see the minutes',
  );
  await user.click(send);
  await waitFor(() =>
    expect(requestDecision).toHaveBeenCalledWith({
      kind: 'statement',
      entityRef: ENTITY,
      frameworkId: FRAMEWORK,
      controlId: CONTROL,
      reason: 'so it was on the second of May, see the minutes',
      evidenceUrl: undefined,
      days: 365,
    }),
  );
  expect(
    await screen.findByText(/^Statement for 365 days, waits/),
  ).toBeVisible();
  expect(await section()).toHaveTextContent(
    'It is of class high-risk, roles deployer and provider, and counts as long as that is so',
  );
  asOlivia.unmount();

  const asRavi = openAs('ravi');
  expect(buttons(await section())).toEqual(['Approve…', 'Reject…']);
  await user.click(screen.getByRole('button', { name: /^Approve: / }));
  await user.click(await screen.findByRole('button', { name: 'Approve' }));
  expect(await screen.findByText(/^Statement, in force until/)).toBeVisible();
  expect(await section()).toHaveTextContent(
    /Asked for 365 days by olivia.*Approved by ravi just now/,
  );
  asRavi.unmount();
});

it('says where what was stated does not count any more', async () => {
  const { api, unmount } = openAs('olivia');
  const request = await api.requestDecision({
    kind: 'statement',
    entityRef: ENTITY,
    frameworkId: FRAMEWORK,
    controlId: CONTROL,
    reason: 'The minutes of May say so',
    days: 30,
  });
  const change = 'catalog.aiAct now says class minimal';
  Object.assign(kept!.decisions.find(({ id }) => id === request.id)!, {
    state: 'approved',
    lapsed: change,
  });
  unmount();
  openAs('clara');
  expect(await section()).toHaveTextContent(
    `It is of class high-risk, roles deployer and provider, and counts as long as that is so: ${change}`,
  );
  expect(
    await screen.findByText('what was stated does not count'),
  ).toBeInTheDocument();
});
