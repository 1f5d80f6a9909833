import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { HealthAlert } from '@platform-ops/backstage-plugin-ops-health-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { minutesAgo } from '../../../dev/example/time';
import { renderOn, renderPage } from '../../__testUtils__/renderPage';
import { AlertList } from './AlertList';
import { HealthContent } from './HealthContent';

const alert: HealthAlert = {
  source: 'am-eu',
  fingerprint: 'f1',
  name: 'CheckoutDown',
  severity: 'page',
  environment: 'production',
  summary: 'It is down',
  labels: { alertname: 'CheckoutDown' },
  startsAt: minutesAgo(30),
  seenAt: minutesAgo(0),
  stale: false,
  lapsed: false,
  silenceable: true,
};

function renderList(
  fields: Partial<HealthAlert>,
  permission:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  return renderPage(
    <AlertList
      alerts={[{ ...alert, ...fields }]}
      entityRef="component:default/checkout"
      onChanged={() => {}}
    />,
    { api: new ExampleOpsHealthApi(), permission },
  );
}

describe('AlertList', () => {
  it('silences an alert, after it said what that does, and ends the silence', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const silenceAlert = jest.spyOn(api, 'silenceAlert');
    renderOn('triage-service', <HealthContent />, { api });

    await user.click(
      await screen.findByRole('button', {
        name: 'Silence TriageLatencyHigh for 2 hours…',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/^Until .*\d\d:\d\d alertmanager tells nobody/),
    ).toBeInTheDocument();
    expect(
      dialog.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'alertname="TriageLatencyHigh"',
      'namespace="imaging"',
      'service="triage"',
      'severity="page"',
    ]);
    const submit = dialog.getByRole('button', { name: 'Silence for 2 hours' });
    // Not without a reason.
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: /Why/ }),
      'A known one ',
    );
    await user.click(dialog.getByRole('button', { name: /For how long/ }));
    await user.click(await screen.findByRole('option', { name: '8 hours' }));
    await user.click(
      dialog.getByRole('button', { name: 'Silence for 8 hours' }),
    );
    await waitFor(() =>
      expect(silenceAlert).toHaveBeenCalledWith({
        entityRef: 'component:default/triage-service',
        source: 'alertmanager',
        fingerprint: '8a1e0c2f',
        seconds: 28_800,
        comment: 'A known one',
      }),
    );
    const latency = () =>
      screen.getByText('TriageLatencyHigh').closest('li') as HTMLElement;
    await waitFor(() =>
      expect(latency()).toHaveTextContent(
        /suppressed.*silenced by guest until .*\d\d:\d\d: A known one/,
      ),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    await user.click(
      within(latency()).getByRole('button', { name: 'End silence' }),
    );
    await waitFor(() => expect(latency()).not.toHaveTextContent('silenced'));
  });

  it('shows who silenced it, and offers nothing that cannot be done', async () => {
    const silenced = {
      by: 'silence',
      until: minutesAgo(-60),
      createdBy: 'Sam',
      comment: 'all of search',
    } as const;
    const first = renderList({ suppressed: silenced });
    expect(await screen.findByRole('listitem')).toHaveTextContent(
      /silenced by Sam until .*\d\d:\d\d: all of searchThe silence is for more than this alert; end it at the source$/,
    );
    first.unmount();

    for (const [fields, permission] of [
      [{ silenceable: false }, AuthorizeResult.ALLOW],
      [{}, AuthorizeResult.DENY],
      [{ suppressed: { ...silenced, silenceId: 'a' } }, AuthorizeResult.DENY],
    ] as const) {
      const { unmount } = renderList(fields, permission);
      await screen.findByRole('listitem');
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
      unmount();
    }
  });

  it('shows the age of what its source no longer confirms', async () => {
    const first = renderList({ stale: true, seenAt: minutesAgo(4) });
    const item = await screen.findByRole('listitem');
    expect(item).toHaveTextContent('page, stale');
    expect(item).toHaveTextContent('4 min old, from am-eu');
    first.unmount();

    renderList({ stale: true, lapsed: true, seenAt: minutesAgo(70) });
    expect(await screen.findByRole('listitem')).toHaveTextContent('not known');
  });
});
