import { formatNumber } from '../format';
import { formatAbsoluteTime } from '../time';
import { alignSeries } from './alignSeries';
import type { TimeSeriesChartProps } from './types';

const MOST_ROWS = 100;

/** What a chart shows, for readers and for places without a canvas. */
export function ChartTable(props: TimeSeriesChartProps) {
  const { label, series, unit, marks = [], categories } = props;
  const { times, columns } = alignSeries(series);
  const firstRow = Math.max(0, times.length - MOST_ROWS);
  const nameOf = (time: number) =>
    categories
      ? categories[time] ?? String(time)
      : formatAbsoluteTime(new Date(time * 1000));
  const cut = firstRow > 0 ? `, the last ${MOST_ROWS} of ${times.length}` : '';
  return (
    <>
      <table>
        <caption>{`${label}${cut}`}</caption>
        <thead>
          <tr>
            <th scope="col">{categories ? 'Name' : 'Time'}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.slice(firstRow).map((time, offset) => (
            <tr key={time}>
              <th scope="row">{nameOf(time)}</th>
              {series.map(({ name }, column) => (
                <td key={name}>
                  {formatNumber(columns[column][firstRow + offset], unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {marks.length > 0 && (
        <ul aria-label="Marks">
          {marks.map(mark => (
            <li key={`${mark.time} ${mark.label}`}>
              {nameOf(mark.time)}: {mark.label}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
