import styles from './SmallMultiples.module.css';
import { ValueBars, type ValueBarsProps } from './ValueBars';

/** @public */
export interface SmallMultiplesProps {
  label: string;
  charts: ValueBarsProps[];
}

/**
 * Many small charts of the same kind in a grid, one per quantity.
 *
 * @public
 */
export function SmallMultiples(props: SmallMultiplesProps) {
  return (
    <div className={styles.grid} role="group" aria-label={props.label}>
      {props.charts.map(chart => (
        <ValueBars key={chart.label} {...chart} />
      ))}
    </div>
  );
}
