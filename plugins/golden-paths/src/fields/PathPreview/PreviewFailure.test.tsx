import { InputError, NotAllowedError } from '@backstage/errors';
import { render, screen } from '@testing-library/react';
import { PreviewFailure } from './PreviewFailure';

function renderFailure(error: Error) {
  return render(<PreviewFailure error={error} onRetry={() => {}} />);
}

describe('PreviewFailure', () => {
  it('names the fields to change', () => {
    renderFailure(
      new InputError(
        'cluster: must be one of sandbox; values.name: is too short; size.small: is no number; cluster: again',
      ),
    );
    expect(screen.getByText(/Go back and change/).textContent).toBe(
      'Go back and change cluster, name, size. Nothing has been made.',
    );
  });

  it('blames no field for what else fails', () => {
    const failed = renderFailure(new Error('fetch: no answer'));
    expect(
      screen.getByText(
        'Nothing has been made, and what you filled in is kept.',
      ),
    ).toBeInTheDocument();
    failed.unmount();
    renderFailure(new NotAllowedError('no'));
    expect(screen.getByText('You may not see the preview')).toBeInTheDocument();
  });
});
