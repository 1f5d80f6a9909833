import { Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './ExternalLink.module.css';

/** @public */
export interface ExternalLinkProps {
  /** From outside: an annotation, a source. */
  href: string;
  children: ReactNode;
  /** What it leads to, for readers who hear only the link. */
  'aria-label'?: string;
}

const SAFE = /^(?:https?|mailto|tel):/i;

/**
 * A link that leaves the portal, in a new tab. An address that is none that a
 * browser may open is plain text.
 *
 * @public
 */
export function ExternalLink(props: ExternalLinkProps) {
  const { href, children } = props;
  if (!SAFE.test(href)) {
    return <span title={href}>{children}</span>;
  }
  return (
    <Link
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      variant="body-small"
      aria-label={props['aria-label']}
    >
      {children}
      <RiExternalLinkLine size={12} aria-hidden />
    </Link>
  );
}
