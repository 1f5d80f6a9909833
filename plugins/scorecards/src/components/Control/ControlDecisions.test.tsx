import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EXAMPLE_PEOPLE,
  ExampleScorecardsApi,
  type KeptWords,
} from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { ComplianceContent } from '../ComplianceContent';

const ENCRYPTED = 'hipaa-312.a.2.iv';
const RISKS = 'hipaa-308.a.1.ii.A';

/** The same portal, as somebody else sees it. */
function createPortal() {
  let kept: KeptWords | undefined;
  return (
    name: keyof typeof EXAMPLE_PEOPLE,
    control: string,
    entity = 'chest-xray-triage',
  ) => {
    const api = new ExampleScorecardsApi('full', {
      person: EXAMPLE_PEOPLE[name],
      kept,
      onKeep: next => {
        kept = next;
      },
    });
    const search = `?framework=hipaa-security&control=${control}`;
    return { api, ...renderOn(entity, <ComplianceContent />, { api, search }) };
  };
}

const section = () =>
  screen.findByRole('region', { name: 'Exemption or statement' });

const buttons = (element: HTMLElement) =>
  within(element)
    .queryAllByRole('button')
    .map(button => button.textContent);

describe('ControlDecisions', () => {
  it('leads an exemption from a request over a second person to its end', async () => {
    const user = userEvent.setup();
    const openAs = createPortal();
    const asOlivia = openAs('olivia', 'hipaa-308.a.7.ii.A');
    const requestDecision = jest.spyOn(asOlivia.api, 'requestDecision');
    expect(await section()).toHaveTextContent(
      'Nothing is in force, and nobody asked for anything.',
    );
    await user.click(
      screen.getByRole('button', { name: 'Request an exemption…' }),
    );
    const dialog = await screen.findByRole('dialog');
    await waitFor(() =>
      expect(dialog).toHaveTextContent(
        /Until somebody else approves it, nothing changes. Then for 90 days the control counts as an accepted open risk: it adds nothing to the score, and the level is at most Silver\./,
      ),
    );
    const send = within(dialog).getByRole('button', {
      name: 'Request an exemption',
    });
    await user.type(within(dialog).getByLabelText(/^Why/), 'later');
    await user.type(
      within(dialog).getByLabelText(/^Link to evidence/),
      'http://tickets',
    );
    await user.click(send);
    expect(
      await within(dialog).findByText(/^Write at least 10 characters/),
    ).toHaveTextContent('these are 5');
    expect(
      within(dialog).getByText(/^Write a whole address that begins with https/),
    ).toBeInTheDocument();
    expect(requestDecision).not.toHaveBeenCalled();

    await user.clear(within(dialog).getByLabelText(/^Link to evidence/));
    await user.type(
      within(dialog).getByLabelText(/^Why/),
      ', in January a new disk comes',
    );
    await user.click(within(dialog).getByRole('radio', { name: 'Other' }));
    const days = within(dialog).getByRole('textbox', {
      name: /^Number of days/,
    });
    await user.clear(days);
    await user.type(days, '300');
    await user.tab();
    await user.click(send);
    expect(
      await within(dialog).findByText(
        'days: found 300, allowed are at most 180',
      ),
    ).toBeInTheDocument();
    await user.click(within(dialog).getByRole('radio', { name: '30 days' }));
    await user.click(send);
    expect(await screen.findByText(/^Exemption for 30 days,/)).toBeVisible();
    const row = screen
      .getByRole('button', { name: /^There is a backup/ })
      .closest('li')!;
    await waitFor(() =>
      expect(row).toHaveTextContent(
        /^There is a backup.*error.*Exemption asked for by olivia, nobody has decided yet/,
      ),
    );
    asOlivia.unmount();

    const asRavi = openAs('ravi', 'hipaa-308.a.7.ii.A');
    expect(buttons(await section())).toEqual(['Approve…', 'Reject…']);
    await user.click(screen.getByRole('button', { name: /^Approve: / }));
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByText(/^Exemption, in force until/)).toBeVisible();
    expect(await section()).toHaveTextContent(/Approved by ravi just now/);
    expect(buttons(await section())).toEqual(['Revoke…']);
    await user.click(screen.getByRole('button', { name: /^Revoke: / }));
    await user.type(
      await screen.findByLabelText(/^Comment/),
      'The disk is there.',
    );
    await user.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('Before (1)')).toBeInTheDocument();
    expect(await section()).toHaveTextContent(
      /Exemption, revoked.*Revoked by ravi just now.*The disk is there\./,
    );
    asRavi.unmount();
  });

  it('shows what was decided before, with its words', async () => {
    createPortal()('clara', RISKS);
    const found = await section();
    expect(found).toHaveTextContent(
      /Exemption, in force until \d+ \w+ \d{4}Asked for 90 days by olivia.*Approved by clara 1 month ago.*Once, and not again/,
    );
    const before = within(found).getByText('Before (1)').closest('details')!;
    expect(before).toHaveTextContent(
      /Exemption, rejected.*A year is too long\. Say what will be done until when\./,
    );
  });

  it('offers what makes sense to whom it may', async () => {
    const openAs = createPortal();
    const addressable = openAs('olivia', ENCRYPTED);
    expect(buttons(await section())).toEqual([
      'Request an exemption…',
      'Say that it does not apply…',
      'Describe an alternative…',
    ]);
    addressable.unmount();
    const asViewer = openAs('victor', ENCRYPTED);
    expect(buttons(await section())).toEqual([]);
    asViewer.unmount();

    openAs('olivia', 'hipaa-308.a.1.ii.C');
    const found = await section();
    expect(found).toHaveTextContent(
      'It is met once by the organisation, for all below it. Exemptions and statements belong there: acme (open the control there)',
    );
    expect(
      within(found).getByRole('link', { name: 'open the control there' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/group/acme/compliance?framework=hipaa-security&control=hipaa-308.a.1.ii.C',
    );
    expect(buttons(found)).toEqual([]);
  });

  it('opens a control that only others inherit', async () => {
    const api = new ExampleScorecardsApi();
    const explained = await api.explainControl({
      entityRef: 'model:hospital/chest-xray-triage',
      frameworkId: 'hipaa-security',
      controlId: RISKS,
    });
    jest
      .spyOn(api, 'explainControl')
      .mockResolvedValue({ ...explained!, entityRef: 'group:default/acme' });
    renderOn('acme', <ComplianceContent />, {
      api,
      search: `?framework=hipaa-security&control=${RISKS}`,
    });
    expect(
      await screen.findByRole('region', {
        name: 'What others inherit from here',
      }),
    ).toBeInTheDocument();
    expect(await section()).toHaveTextContent(
      /Exemption, in force until [^,]+, for Chest X-ray triage/,
    );
  });

  it('signs a statement, and takes it back', async () => {
    const user = userEvent.setup();
    const { api } = createPortal()('olivia', RISKS, 'triage-service');
    const signAttestation = jest.spyOn(api, 'signAttestation');
    const found = await section();
    expect(found).toHaveTextContent(
      /Statement, holds until .*Signed by olivia.*The analysis of March.*Evidence at wiki\.example\.com/,
    );
    await user.click(screen.getByRole('button', { name: 'State it again…' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'State that it is met',
    });
    await waitFor(() =>
      expect(dialog).toHaveTextContent(
        /Somebody wrote down what could go wrong.*You state: That the risk analysis covers the version in production/,
      ),
    );
    await user.type(
      within(dialog).getByLabelText(/^Your statement/),
      'The analysis of April covers version 15.',
    );
    await user.click(
      within(dialog).getByRole('button', { name: 'Sign the statement' }),
    );
    expect(
      await screen.findByText('The analysis of April covers version 15.'),
    ).toBeInTheDocument();
    expect(signAttestation).toHaveBeenCalledWith(
      expect.objectContaining({ validForDays: 365, evidenceUrl: undefined }),
    );
    expect(found).toHaveTextContent('Before (2)');

    await user.click(
      screen.getByRole('button', { name: 'Withdraw the statement…' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText('Before (3)')).toBeInTheDocument();
    expect(found).toHaveTextContent(
      /Statement, withdrawn.*Withdrawn by olivia/,
    );
  });
});
