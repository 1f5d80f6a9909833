import looks from './spanLooks.module.css';
import styles from './SpanSwatch.module.css';

/** The pattern of a span, for a legend. */
export function SpanSwatch(props: { look: string }) {
  return (
    <span
      className={`${looks.look} ${styles.swatch}`}
      data-look={props.look}
      aria-hidden
    />
  );
}
