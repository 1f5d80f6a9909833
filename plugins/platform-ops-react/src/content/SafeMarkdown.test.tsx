import { render, screen } from '@testing-library/react';
import { SafeMarkdown } from './SafeMarkdown';

describe('SafeMarkdown', () => {
  it('renders a model card', () => {
    const { container } = render(
      <SafeMarkdown
        content={[
          '---',
          'license: mit',
          '---',
          '# Triage',
          '## Limits',
          '- [x] adults',
          '- [ ] children',
          '',
          '| split | auc |',
          '|---|---|',
          '| test | 0.93 |',
          '',
          'See [paper](https://example.org/paper) or [us](mailto:a@example.org).',
        ].join('\n')}
      />,
    );
    expect(
      screen.getByRole('heading', { name: 'Triage', level: 3 }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Limits', level: 4 }),
    ).toBeInTheDocument();
    expect(container).not.toHaveTextContent('license');
    expect(screen.getByRole('region', { name: 'Table' })).toHaveAttribute(
      'tabindex',
      '0',
    );
    expect(screen.getByRole('cell', { name: '0.93' })).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'not done' })).toBeInTheDocument();
    const link = screen.getByRole('link', { name: 'paper' });
    expect(link).toHaveAttribute('href', 'https://example.org/paper');
    expect(link).toHaveAttribute('rel', 'noopener nofollow');
    expect(screen.getByRole('link', { name: 'us' })).toBeInTheDocument();
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](//evil.example)',
    '[x](/catalog)',
    '<javascript:alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
  ])('makes no link of %p', content => {
    const { container } = render(<SafeMarkdown content={content} />);
    expect(container.querySelector('a')).toBeNull();
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '<style>*{display:none}</style>',
    '<form action="https://evil.example"><input name=q></form>',
    '<div style="position:fixed" onclick="alert(1)">x</div>',
    '```html\n<script>alert(1)</script>\n```',
  ])('keeps HTML out: %p', content => {
    const { container } = render(<SafeMarkdown content={content} />);
    expect(
      container.querySelector(
        'script, img, svg, iframe, style, form, input, [onclick], [onerror], [onload]',
      ),
    ).toBeNull();
    expect(container.querySelector('.markdown div')).toBeNull();
  });

  it('loads no picture from elsewhere', () => {
    const { container } = render(
      <SafeMarkdown
        content={[
          '![the curve](https://evil.example/pixel.png)',
          '![inline](data:image/png;base64,AAAA)',
          '![ours](/logo.png)',
          '![](http://evil.example/b.png)',
        ].join('\n\n')}
      />,
    );
    expect(screen.getByText('[image: the curve]')).toBeInTheDocument();
    expect(screen.getByText('[image: no description]')).toBeInTheDocument();
    const images = [...container.querySelectorAll('img')];
    expect(images.map(image => image.getAttribute('src'))).toEqual([
      '/logo.png',
    ]);
  });
});
