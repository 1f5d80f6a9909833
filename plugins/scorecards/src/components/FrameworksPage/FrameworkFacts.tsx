import { KeyValueList } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { ScopeNote, SourceNote } from '../Framework';

/** Scope, source and size of a framework. */
export function FrameworkFacts(props: { framework: FrameworkSummary }) {
  const { framework } = props;
  return (
    <>
      <ScopeNote scope={framework.scope} />
      <SourceNote source={framework.source} />
      <KeyValueList
        items={[
          { label: 'Version', value: framework.version },
          { label: 'Asked of', value: framework.kinds.join(', ') },
          {
            label: 'Controls',
            value: `${framework.controls.toLocaleString(
              'en',
            )}; machines alone decide ${
              framework.automatic === 0
                ? 'none'
                : framework.automatic.toLocaleString('en')
            } of them`,
          },
          {
            label: 'Levels',
            value: framework.mappingOnly
              ? 'none, its controls are only mapped to checks'
              : framework.levels.map(({ id, title, minimumScore }) => (
                  <div key={id}>
                    {title} from {formatScore(minimumScore)}
                  </div>
                )),
          },
        ]}
      />
    </>
  );
}
