import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CodeBlock, CopyButton, KeyValueList, PageSection, Panel } from '.';

describe('Panel and PageSection', () => {
  it('are labelled by their titles', () => {
    render(
      <PageSection title="Versions" description="Newest first.">
        <Panel title="Purpose" headingLevel={3} action={<button>Edit</button>}>
          text
        </Panel>
      </PageSection>,
    );
    expect(
      screen.getByRole('region', { name: 'Versions' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Purpose' })).toHaveTextContent(
      'text',
    );
    expect(
      screen.getByRole('heading', { name: 'Purpose', level: 3 }),
    ).toBeInTheDocument();
  });
});

describe('KeyValueList', () => {
  it('says when a value is not known, and keeps zero', () => {
    render(
      <KeyValueList
        items={[
          { label: 'License', value: undefined },
          { label: 'Owner', value: '' },
          { label: 'Versions', value: 0 },
        ]}
      />,
    );
    expect(
      screen.getAllByRole('definition').map(element => element.textContent),
    ).toEqual(['unknown', 'unknown', '0']);
  });
});

describe('CopyButton', () => {
  it('says so when the browser refuses', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    render(<CopyButton text="models:/a@champion" label="Copy the URI" />);
    await user.click(screen.getByRole('button', { name: 'Copy the URI' }));
    expect(
      await screen.findByRole('button', {
        name: 'The browser refused to copy',
      }),
    ).toBeInTheDocument();
    // Once on the button, once for screen readers.
    expect(screen.getAllByText('The browser refused to copy')).toHaveLength(2);
  });
});

describe('CodeBlock', () => {
  it('can be read by keyboard, copied and saved', async () => {
    const user = userEvent.setup();
    render(<CodeBlock title="Rules" text="groups: []" fileName="rules.yml" />);
    const code = screen.getByRole('group', { name: 'Rules' });
    expect(code).toHaveTextContent('groups: []');
    expect(code).toHaveAttribute('tabindex', '0');
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy Rules' }));
    expect(writeText).toHaveBeenCalledWith('groups: []');
    expect(
      screen.getByRole('button', { name: 'Download rules.yml' }),
    ).toBeInTheDocument();
  });
});
