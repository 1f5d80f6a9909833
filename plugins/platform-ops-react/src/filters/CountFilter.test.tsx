import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CountFilter } from './CountFilter';

describe('CountFilter', () => {
  it('says what is chosen and tells what is toggled', async () => {
    const onToggle = jest.fn();
    render(
      <CountFilter
        label="By state"
        items={[
          { value: 'bad', title: 'bad', count: 1200 },
          { value: 'good', title: 'healthy', count: undefined },
        ]}
        selected={['bad']}
        onToggle={onToggle}
      />,
    );
    expect(screen.getByRole('button', { name: '1,200 bad' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(screen.getByRole('button', { name: '· healthy' }));
    expect(onToggle).toHaveBeenCalledWith('good');
  });
});
