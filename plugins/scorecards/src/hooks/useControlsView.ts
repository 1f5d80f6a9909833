import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  SHOWN_VERDICTS,
  type ShownVerdict,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';
import type { ControlFilter } from '../controls/groupControls';

/**
 * What the tab of an entity shows. All of it stands in the URL, so that a view
 * can be sent to somebody.
 */
export function useControlsView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const verdicts = SHOWN_VERDICTS.filter(verdict =>
      current.getAll('verdict').includes(verdict),
    );
    const filter: ControlFilter = {
      verdicts,
      text: current.get('text') ?? '',
    };
    return {
      frameworkId: current.get('framework') ?? undefined,
      controlId: current.get('control') ?? undefined,
      /** How the controls stood in a period, in place of how they stand. */
      overTime: current.get('view') === 'time',
      filter,
      filtered: verdicts.length > 0 || filter.text !== '',
      toggleVerdict: (verdict: ShownVerdict) =>
        setParams({
          verdict: verdicts.includes(verdict)
            ? verdicts.filter(other => other !== verdict)
            : [...verdicts, verdict],
        }),
      setText: (text: string) => setParams({ text }),
      setFramework: (framework: string) =>
        setParams({ framework, control: undefined }, { push: true }),
      setOverTime: (overTime: boolean) =>
        setParams(
          { view: overTime ? 'time' : undefined, control: undefined },
          { push: true },
        ),
      setControl: (control: string | undefined) =>
        setParams({ control }, { push: true }),
      clear: () => setParams({ verdict: undefined, text: undefined }),
    };
  }, [search, setParams]);
}

export type ControlsView = ReturnType<typeof useControlsView>;
