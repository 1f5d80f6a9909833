import styles from './ShareBar.module.css';

const SIZE = 5;

/** Without colours, the shares are told apart by their patterns. */
export function SharePatterns(props: { id: string }) {
  const { id } = props;
  return (
    <defs>
      <pattern
        id={`${id}-attested`}
        width={SIZE}
        height={SIZE}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className={styles.ground} width={SIZE} height={SIZE} />
        <rect className={styles.line} width={SIZE / 2} height={SIZE} />
      </pattern>
      <pattern
        id={`${id}-inherited`}
        width={SIZE}
        height={SIZE}
        patternUnits="userSpaceOnUse"
      >
        <rect className={styles.ground} width={SIZE} height={SIZE} />
        <circle
          className={styles.line}
          cx={SIZE / 2}
          cy={SIZE / 2}
          r={SIZE / 4}
        />
      </pattern>
    </defs>
  );
}
