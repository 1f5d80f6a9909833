import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { describeDue } from '../../campaigns/campaignWords';
import { CampaignsPage } from './CampaignsPage';

const search = () => screen.getByLabelText('search').textContent;

describe('CampaignsPage', () => {
  it('lists them with progress, start and due date', async () => {
    const user = userEvent.setup();
    renderPage(<CampaignsPage />, { api: new ExampleScorecardsApi() });
    const encrypt = await screen.findByRole('region', {
      name: 'Encrypt all patient data',
    });
    expect(
      within(encrypt).getByRole('img', {
        name: '3 of 6 met (50 %), 1 at the start',
      }),
    ).toBeInTheDocument();
    expect(encrypt).toHaveTextContent('running');
    expect(encrypt).toHaveTextContent('Led byimaging');
    await user.click(screen.getByRole('button', { name: '1 overdue' }));
    expect(search()).toBe('state=overdue');
    expect(encrypt).not.toBeInTheDocument();
    expect(screen.getByRole('region', { name: /^Nobody/ })).toHaveTextContent(
      '6 days ago',
    );
  });

  it('says when it is due in words', () => {
    const now = Date.parse('2026-03-10T23:30:00Z');
    const due = (dueOn: string, state: 'running' | 'ended' = 'running') =>
      describeDue({ dueOn, state }, now);
    expect(due('2026-03-10')).toBe('10 Mar 2026, today');
    expect(due('2026-03-11')).toBe('11 Mar 2026, in 1 day');
    expect(due('2026-03-01')).toBe('1 Mar 2026, 9 days ago');
    expect(due('2026-03-01', 'ended')).toBe('1 Mar 2026');
  });

  it('opens one: what, who, what is open by owner, reminders, end', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const endCampaign = jest.spyOn(api, 'endCampaign');
    renderPage(<CampaignsPage />, { api, search: '?campaign=encrypt' });
    const open = await screen.findByRole('region', {
      name: 'What is open, by owner',
    });
    await within(open).findByRole('heading', { name: 'imaging' });
    const [triage] = within(open).getAllByRole('listitem');
    expect(triage).toHaveTextContent(/^Chest X-ray triage0 of 2 metfail/);
    expect(
      within(triage).getByRole('link', {
        name: 'Data is encrypted on its way',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/compliance?framework=hipaa-security&control=hipaa-312.e.1',
    );
    expect(
      await screen.findByText(
        '164.312(e)(1) Data is encrypted on its way; 164.312(a)(2)(iv) Data is encrypted where it is stored',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Reminders' })).toHaveTextContent(
      'imaging3 open2 days ago',
    );
    await user.click(screen.getByRole('switch', { name: 'Also what is met' }));
    expect(await screen.findByText('Triage service')).toBeInTheDocument();
    expect(search()).toBe('campaign=encrypt&show=all');

    await user.click(await screen.findByRole('button', { name: 'End…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Nobody is reminded any more');
    expect(endCampaign).not.toHaveBeenCalled();
    await user.click(
      within(dialog).getByRole('button', { name: 'End the campaign' }),
    );
    expect(await screen.findByText('ended')).toBeInTheDocument();
    expect(endCampaign).toHaveBeenCalledWith('encrypt');
    expect(
      screen.queryByRole('button', { name: 'End…' }),
    ).not.toBeInTheDocument();
  });

  it('starts one, after it said how many it concerns', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const startCampaign = jest.spyOn(api, 'startCampaign');
    renderPage(<CampaignsPage />, { api });
    await user.click(
      await screen.findByRole('button', { name: 'Start a campaign' }),
    );
    const start = await screen.findByRole('button', {
      name: 'Start the campaign',
    });
    expect(start).toBeDisabled();
    expect(screen.getByText(/^Still needed:/)).toHaveTextContent(
      'a title of at least 3 characters, a framework, who leads it',
    );
    await user.type(
      screen.getByRole('textbox', { name: /^Title/ }),
      'Card for all',
    );
    const choose = async (field: RegExp, option: RegExp) => {
      await user.click(screen.getByRole('button', { name: field }));
      await user.click(await screen.findByRole('option', { name: option }));
      await user.keyboard('{Escape}');
    };
    await choose(/Framework/, /^Production readiness/);
    expect(
      await screen.findByText(/^It concerns 2 entities and 5 controls/),
    ).toHaveTextContent('14, 7 and 1 days before');
    await choose(/Controls/, /^PR-2/);
    expect(
      await screen.findByText(/^It concerns 2 entities and 1 control\./),
    ).toBeInTheDocument();
    await choose(/Led by/, /imaging/);
    await user.click(start);
    expect(
      await screen.findByRole('region', { name: 'Card for all' }),
    ).toHaveTextContent('1 of 2 met (50 %), 1 at the start');
    expect(startCampaign).toHaveBeenCalledWith({
      title: 'Card for all',
      frameworkId: 'readiness',
      controls: ['ready-card'],
      ownerRef: 'group:default/imaging',
      dueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('keeps what was filled in when it cannot be started', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    jest
      .spyOn(api, 'startCampaign')
      .mockRejectedValue(new Error('dueOn is 2020-01-01'));
    renderPage(<CampaignsPage />, { api, search: '?start=yes' });
    await user.type(
      await screen.findByRole('textbox', { name: /^Title/ }),
      'Try',
    );
    for (const [field, option] of [
      [/Framework/, /^SOC 2/],
      [/Led by/, /imaging/],
    ]) {
      await user.click(screen.getByRole('button', { name: field }));
      await user.click(await screen.findByRole('option', { name: option }));
    }
    await user.click(
      screen.getByRole('button', { name: 'Start the campaign' }),
    );
    expect(
      await screen.findByText(
        'The campaign was not started: dueOn is 2020-01-01',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveValue('Try');
  });

  it('says who may start one, and tells none from a refusal', async () => {
    const denied = { permission: AuthorizeResult.DENY } as const;
    const empty = renderPage(<CampaignsPage />, {
      ...denied,
      api: new ExampleScorecardsApi('empty'),
    });
    expect(await screen.findByText('No campaign yet')).toBeInTheDocument();
    expect(
      screen.getByText(/permission scorecards.campaign.manage can start/),
    ).toBeInTheDocument();
    empty.unmount();
    const starting = renderPage(<CampaignsPage />, {
      ...denied,
      api: new ExampleScorecardsApi(),
      search: '?start=yes',
    });
    expect(
      await screen.findByText('You may not start a campaign'),
    ).toBeInTheDocument();
    starting.unmount();
    const gone = renderPage(<CampaignsPage />, {
      api: new ExampleScorecardsApi(),
      search: '?campaign=gone',
    });
    expect(
      await screen.findByText('There is no such campaign'),
    ).toBeInTheDocument();
    gone.unmount();
    renderPage(<CampaignsPage />, {
      api: new ExampleScorecardsApi('forbidden'),
    });
    await waitFor(() =>
      expect(
        screen.getByText('You may not see the campaigns'),
      ).toBeInTheDocument(),
    );
  });
});
