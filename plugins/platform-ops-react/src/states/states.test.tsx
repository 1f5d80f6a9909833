import { NotAllowedError, ResponseError } from '@backstage/errors';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EmptyState,
  ErrorState,
  LoadFailure,
  SkeletonLines,
  StateBadge,
  type State,
} from '.';

const STATES: State[] = ['good', 'warning', 'bad', 'unknown', 'idle', 'stale'];

async function responseError(
  status: number,
  error: { name: string; message: string; stack?: string },
) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response: { statusCode: status } }), {
      status,
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'request-7',
      },
    }),
  );
}

describe('StateBadge', () => {
  it('shows every state as icon, word and its own look, and reads the reason', () => {
    render(
      <>
        {STATES.map(state => (
          <StateBadge
            key={state}
            state={state}
            label={`word of ${state}`}
            reason={`because of ${state}`}
          />
        ))}
      </>,
    );
    const looks = STATES.map(state => {
      const badge = screen.getByTitle(`because of ${state}`);
      expect(badge).toHaveTextContent(`word of ${state}: because of ${state}`);
      const icon = badge.querySelector('svg')!;
      expect(icon).toHaveAttribute('aria-hidden', 'true');
      return { className: badge.className, icon: icon.innerHTML };
    });
    expect(new Set(looks.map(({ className }) => className)).size).toBe(6);
    // Unknown must not look like good, nor like a state that has its icon.
    const [good, , , unknown] = looks;
    expect(unknown.icon).not.toBe(good.icon);
    expect(unknown.className).not.toMatch(/good/);
  });
});

describe('EmptyState', () => {
  it('says what to do and copies the text', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    render(
      <EmptyState
        title="No registry yet"
        description="Nothing is configured."
        copy={{ label: 'Copy the configuration', text: 'models: {}' }}
      />,
    );
    expect(screen.getByRole('status')).toBeInTheDocument();
    expect(screen.getByText('Nothing is configured.')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Copy the configuration' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith('models: {}');
  });
});

describe('ErrorState', () => {
  it('shows the message and the request id, never a stack, and retries', async () => {
    const onRetry = jest.fn();
    const error = await responseError(503, {
      name: 'ServiceUnavailableError',
      message:
        'Registry mlflow-eu timed out after 10 s\n    at Client.get (/app/client.js:12:3)',
      stack: 'Error: x\n    at secret (/app/secret.js:1:1)',
    });
    render(
      <ErrorState error={error} onRetry={onRetry}>
        <p>The last known versions are shown.</p>
      </ErrorState>,
    );
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Registry mlflow-eu timed out after 10 s');
    expect(alert).toHaveTextContent('The last known versions are shown.');
    expect(alert).toHaveTextContent('Request id: request-7');
    expect(alert).not.toHaveTextContent('.js');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});

describe('LoadFailure', () => {
  it.each([
    ['a local refusal', async () => new NotAllowedError('no')],
    [
      'a refusal of a backend',
      () => responseError(403, { name: 'NotAllowedError', message: 'no' }),
    ],
    [
      'a refusal without words',
      () => responseError(403, { name: 'Error', message: 'Forbidden' }),
    ],
  ])('shows %s as forbidden', async (_, create) => {
    render(
      <LoadFailure
        what="the models"
        error={await create()}
        askWhom="the platform team"
        onRetry={() => {}}
      />,
    );
    expect(screen.getByText('You may not see the models')).toBeInTheDocument();
    expect(screen.getByText(/Ask the platform team/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows anything else as an error', () => {
    render(<LoadFailure what="the models" error={new Error('')} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The models could not be loadedNo reason was given.',
    );
  });
});

describe('SkeletonLines', () => {
  it('says what is loading', () => {
    render(<SkeletonLines label="Loading the models" />);
    expect(screen.getByRole('status')).toHaveTextContent('Loading the models');
  });
});
