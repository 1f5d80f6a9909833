import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { SampleDraw } from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';

/** How many are drawn unless told. */
export const USUAL_SIZE = 25;

/** How many can be drawn. */
export const MOST_SIZE = 100;

const MOMENT = /^\d{4}-\d\d-\d\dT/;

/**
 * What the sample room draws. All of it stands in the URL, with both ends of
 * the period in full, so that who gets the link draws the same.
 */
export function useSampleView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const text = (name: string) => current.get(name) ?? '';
    const moment = (name: string) => MOMENT.test(text(name)) && text(name);
    const [from, to] = [moment('from'), moment('to')];
    const size = Number(text('size') || USUAL_SIZE);
    const isWhole =
      text('framework') && text('control') && from && to && text('seed');
    const draw: SampleDraw | undefined = isWhole
      ? {
          framework: text('framework'),
          control: text('control'),
          from,
          to,
          size: Number.isInteger(size) ? size : USUAL_SIZE,
          seed: text('seed'),
        }
      : undefined;
    return {
      /** Undefined until all of it is chosen. */
      draw,
      framework: text('framework') || undefined,
      control: text('control') || undefined,
      setDraw: ({ size: count = USUAL_SIZE, ...next }: SampleDraw) =>
        setParams({ ...next, size: String(count) }, { push: true }),
    };
  }, [search, setParams]);
}

export type SampleView = ReturnType<typeof useSampleView>;
