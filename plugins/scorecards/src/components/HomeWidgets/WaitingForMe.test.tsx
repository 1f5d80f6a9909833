import { screen, within } from '@testing-library/react';
import {
  EXAMPLE_PEOPLE,
  ExampleScorecardsApi,
  type ExampleState,
} from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { WaitingForMe } from './WaitingForMe';

function renderWidget(
  name: keyof typeof EXAMPLE_PEOPLE,
  state: ExampleState = 'full',
) {
  const api = new ExampleScorecardsApi(state, { person: EXAMPLE_PEOPLE[name] });
  return renderPage(<WaitingForMe />, { api });
}

describe('WaitingForMe', () => {
  it('says what to decide, and what ends', async () => {
    const { unmount } = renderWidget('ravi');
    expect(await screen.findByText('3 to decide')).toBeInTheDocument();
    const [first] = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      'Decide: Does not apply, Its predictions are measuredOrder router · asked 2 days ago',
    );
    expect(within(first).getByRole('link')).toHaveAttribute(
      'href',
      '/compliance/approvals',
    );
    unmount();

    renderWidget('olivia');
    expect(
      await screen.findByText('2 end soon · 1 statement wanted'),
    ).toBeInTheDocument();
    const [exemption] = screen.getAllByRole('listitem');
    expect(exemption).toHaveTextContent(
      /^Exemption, The version in production was approvedChest X-ray triage · ends in \d days$/,
    );
    expect(within(exemption).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/compliance?framework=readiness&control=ready-approved',
    );
    expect(screen.getByRole('link', { name: 'All approvals' })).toHaveAttribute(
      'href',
      '/compliance/approvals',
    );
  });

  it('tells none, a refusal and waiting apart', async () => {
    const none = renderWidget('victor');
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    none.unmount();
    const refused = renderWidget('victor', 'forbidden');
    expect(
      await screen.findByText('You may not see what waits for you'),
    ).toBeVisible();
    refused.unmount();
    renderWidget('victor', 'loading');
    expect(
      await screen.findByText('Loading what waits for you'),
    ).toBeInTheDocument();
  });
});
