import { screen } from '@testing-library/react';
import { ExampleGoldenPathsApi } from '../../../dev/example';
import { findViolations } from '../../__testUtils__/findViolations';
import { renderOn } from '../../__testUtils__/renderPage';
import { PathCard } from './PathCard';

const SERVICE = 'chest-xray-triage';

describe('PathCard', () => {
  it('says what made it, that it is behind, and leads on', async () => {
    const { container } = renderOn(SERVICE, <PathCard />, {
      api: new ExampleGoldenPathsApi(),
    });
    expect(
      await screen.findByText('It was made with 1.0.0; 1.1.0 is the newest.'),
    ).toBeInTheDocument();
    expect(screen.getByText('behind')).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Open the repository chest-xray-triage',
      }),
    ).toHaveAttribute('href', '/repositories/chest-xray-triage');
    expect(
      screen.getByRole('link', { name: 'See what 1.1.0 would change' }),
    ).toHaveAttribute(
      'href',
      '/golden-paths/difference/default/component/chest-xray-triage',
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it('never shows as up to date what is not known', async () => {
    const api = new ExampleGoldenPathsApi();
    const known = (await api.getEntityPath(`component:default/${SERVICE}`))!;
    jest.spyOn(api, 'getEntityPath').mockResolvedValue({
      ...known,
      latest: undefined,
      isBehind: false,
      problem: 'the version "newest" is none',
    });
    renderOn(SERVICE, <PathCard />, { api });
    expect(
      await screen.findByText('the version "newest" is none.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('up to date')).not.toBeInTheDocument();
    expect(screen.queryByText(/would change/)).not.toBeInTheDocument();
  });

  it.each([
    ['loading', 'Loading the path'],
    ['empty', 'It came from no path'],
    ['error', 'The path could not be loaded'],
    ['forbidden', 'You may not see the path'],
  ] as const)('has a state for %s', async (state, text) => {
    renderOn(SERVICE, <PathCard />, { api: new ExampleGoldenPathsApi(state) });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
