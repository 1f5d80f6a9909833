import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import styles from './SafeMarkdown.module.css';

/** @public */
export interface SafeMarkdownProps {
  /** Markdown from outside: a model card, a description. */
  content: string;
}

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;
const FRONT_MATTER = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;

function isSameOrigin(source: string | undefined): source is string {
  if (!source) {
    return false;
  }
  try {
    const { origin } = new URL(source, window.location.href);
    return origin === window.location.origin;
  } catch {
    return false;
  }
}

// The page has the first two levels of headings.
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  h6: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) =>
    href && SAFE_LINK.test(href) ? (
      <a href={href} target="_blank" rel="noopener nofollow">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A picture from elsewhere would tell that server who reads which page.
  img: ({ src, alt }) =>
    isSameOrigin(src) ? (
      <img src={src} alt={alt ?? ''} loading="lazy" />
    ) : (
      <span className={styles.image}>[image: {alt || 'no description'}]</span>
    ),
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'not done'}>
      {checked ? '☑' : '☐'}
    </span>
  ),
  table: ({ children }) => (
    // What scrolls must be reachable by keyboard.
    <div
      className={styles.scroll}
      role="region"
      aria-label="Table"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.scroll} tabIndex={0}>
      {children}
    </pre>
  ),
};

/**
 * Renders Markdown that strangers wrote.
 *
 * @remarks
 *
 * HTML in it is dropped, links go to `http`, `https` and `mailto` only, images
 * from other origins show their alternative text, headings start at level three
 * and YAML front matter is left out.
 *
 * @public
 */
export function SafeMarkdown(props: SafeMarkdownProps) {
  return (
    <div className={styles.markdown}>
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
        skipHtml
      >
        {props.content.replace(FRONT_MATTER, '')}
      </Markdown>
    </div>
  );
}
