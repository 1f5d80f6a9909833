import { act, screen, waitFor, within } from '@testing-library/react';
import { ExampleGoldenPathsApi } from '../../../dev/example';
import { findViolations } from '../../__testUtils__/findViolations';
import { renderOn } from '../../__testUtils__/renderPage';
import { PipelinesContent } from './PipelinesContent';

const SERVICE = 'chest-xray-triage';

describe('PipelinesContent', () => {
  it('shows runs, their steps and where to read more', async () => {
    const api = new ExampleGoldenPathsApi();
    const { container } = renderOn(SERVICE, <PipelinesContent />, { api });
    const runs = await screen.findByRole('list', { name: 'Pipeline runs' });
    const running = within(runs).getByRole('listitem', {
      name: 'chest-xray-triage 3',
    });
    expect(running).toHaveTextContent('running');
    expect(running).toHaveTextContent('runs for 2 min');
    expect(running).toHaveTextContent('50 %');
    const steps = within(running).getByRole('list', { name: 'Steps' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map(step => step.textContent),
    ).toEqual([
      'prepare datasucceeded30 s',
      expect.stringMatching(/^trainrunningfor 1 min/),
      'evaluatewaiting',
      'registerwaiting',
    ]);
    const failed = within(runs).getByRole('listitem', {
      name: 'chest-xray-triage 2',
    });
    expect(failed).toHaveTextContent(
      'The evaluation reached 0.88; the gate asks for 0.9',
    );
    expect(failed).toHaveTextContent('accuracy0.88');
    expect(
      within(failed).getByRole('link', { name: /MLflow run/ }),
    ).toHaveAttribute(
      'href',
      'https://mlflow.example.org/#/experiments/1/runs/abc',
    );
    expect(screen.getByRole('list', { name: 'Training' })).toHaveTextContent(
      '75 %',
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it('reads again when its own runs change', async () => {
    let signal = (_: object) => {};
    const api = new ExampleGoldenPathsApi();
    const getPipelines = jest.spyOn(api, 'getPipelines');
    renderOn(SERVICE, <PipelinesContent />, {
      api,
      signals: {
        subscribe: (_: string, listener: (message: never) => void) => {
          signal = listener as typeof signal;
          return { unsubscribe: () => {} };
        },
      },
    });
    await screen.findByRole('list', { name: 'Pipeline runs' });
    expect(getPipelines).toHaveBeenCalledTimes(1);
    act(() => signal({ ref: 'component:default/other', revision: 2 }));
    expect(getPipelines).toHaveBeenCalledTimes(1);
    act(() => signal({ ref: `component:default/${SERVICE}`, revision: 3 }));
    await waitFor(() => expect(getPipelines).toHaveBeenCalledTimes(2));
  });

  it('says of what does not answer how old it is', async () => {
    const api = new ExampleGoldenPathsApi('stale');
    renderOn(SERVICE, <PipelinesContent />, { api });
    expect(
      await screen.findByText(
        'Pipelines of the sandbox: no answer within 10 s',
      ),
    ).toBeInTheDocument();
    const run = screen.getByRole('listitem', { name: 'chest-xray-triage 3' });
    expect(run).toHaveTextContent('running, stale');
    // What is an hour old is not counted on.
    expect(run).not.toHaveTextContent('runs for');
  });

  it('keeps what it has when reading it again fails', async () => {
    let signal = (_: object) => {};
    const api = new ExampleGoldenPathsApi();
    renderOn(SERVICE, <PipelinesContent />, {
      api,
      signals: {
        subscribe: (_: string, listener: (message: never) => void) => {
          signal = listener as typeof signal;
          return { unsubscribe: () => {} };
        },
      },
    });
    await screen.findByRole('list', { name: 'Pipeline runs' });
    jest.spyOn(api, 'getPipelines').mockRejectedValue(new Error('gone'));
    act(() => signal({ ref: `component:default/${SERVICE}`, revision: 2 }));
    expect(
      await screen.findByText('The newest runs could not be loaded'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'Pipeline runs' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['loading', 'Loading the runs'],
    ['empty', 'Nothing is known to run for it'],
    ['error', 'The runs could not be loaded'],
    ['forbidden', 'You may not see the runs'],
  ] as const)('has a state for %s', async (state, text) => {
    const { container } = renderOn(SERVICE, <PipelinesContent />, {
      api: new ExampleGoldenPathsApi(state),
    });
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });
});
