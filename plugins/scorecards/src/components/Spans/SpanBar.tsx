import { useId, useState, type KeyboardEvent } from 'react';
import looks from './spanLooks.module.css';
import styles from './SpanBar.module.css';

/** A part of a bar. */
export interface BarSpan {
  from: number;
  to: number;
  /** Its pattern, see spanLooks.module.css. */
  look: string;
  /** In a word. */
  word: string;
  /** From when until when. */
  times: string;
  /** Why it was so. */
  because?: string;
  /** Stands in it, where there is room. */
  caption?: string;
}

function describe({ word, because, times }: BarSpan): string {
  return `${because ? `${word}: ${because}` : word}, ${times}`;
}

const KEYS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: at => at - 1,
  ArrowRight: at => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Spans of time side by side; each tells what it says under the pointer and with
 * the arrow keys.
 */
export function SpanBar(props: {
  label: string;
  spans: readonly BarSpan[];
  from: number;
  to: number;
}) {
  const { label, spans, from, to } = props;
  const tipId = useId();
  const [told, setTold] = useState<number>();
  const [entry, setEntry] = useState(0);
  const percent = (moment: number) => ((moment - from) / (to - from)) * 100;
  const stop = Math.min(entry, spans.length - 1);
  const tip = told === undefined ? undefined : spans[told];

  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Escape') {
      setTold(undefined);
      return;
    }
    const next = KEYS[event.key]?.(stop, spans.length - 1);
    const button =
      next === undefined
        ? undefined
        : event.currentTarget.parentElement?.children[next];
    if (button instanceof HTMLButtonElement) {
      event.preventDefault();
      button.focus();
    }
  };

  return (
    <div className={styles.bar} role="group" aria-label={label}>
      {spans.map((span, index) => {
        const left = percent(span.from);
        return (
          <button
            key={`${span.from} ${span.look}`}
            type="button"
            className={`${looks.look} ${styles.span}`}
            data-look={span.look}
            style={{ left: `${left}%`, width: `${percent(span.to) - left}%` }}
            tabIndex={index === stop ? 0 : -1}
            aria-label={describe(span)}
            aria-describedby={told === index ? tipId : undefined}
            onKeyDown={move}
            onMouseEnter={() => setTold(index)}
            onMouseLeave={() => setTold(undefined)}
            onFocus={() => {
              setEntry(index);
              setTold(index);
            }}
            onBlur={() => setTold(undefined)}
          >
            {span.caption}
          </button>
        );
      })}
      {tip && (
        <div
          id={tipId}
          role="tooltip"
          className={styles.tip}
          style={
            percent(tip.from) > 50
              ? { right: `${100 - Math.min(percent(tip.to), 100)}%` }
              : { left: `${percent(tip.from)}%` }
          }
        >
          <strong>{tip.word}</strong>
          <span>{tip.times}</span>
          {tip.because && <span>{tip.because}</span>}
        </div>
      )}
    </div>
  );
}
