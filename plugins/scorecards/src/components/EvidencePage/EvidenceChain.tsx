import { Text } from '@backstage/ui';
import {
  AppLink,
  CodeBlock,
  EntityLink,
  KeyValueList,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Sample } from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../../controls/countWords';
import { Disclosure } from '../Control';
import { Moment } from '../Moment';
import styles from './EvidenceChain.module.css';

type Item = Sample['items'][number];

function SampledFact(props: { fact: Item['facts'][number] }) {
  const { title, type, hash, evidence } = props.fact;
  return (
    <section className={styles.fact} aria-label={title}>
      <Text as="h3" variant="body-small" weight="bold">
        {title}
      </Text>
      {evidence ? (
        <>
          <KeyValueList
            items={[
              { label: 'Source', value: evidence.source },
              { label: 'Asked', value: <code>{evidence.query}</code> },
              {
                label: 'Looked at',
                value: countOf(evidence.population, 'thing'),
              },
              {
                label: 'Collected',
                value: <Moment time={evidence.collectedAt} />,
              },
              {
                label: 'Collector',
                value: `${evidence.collector.id} ${evidence.collector.version}`,
              },
              { label: 'Type', value: <code>{type}</code> },
              { label: 'Fingerprint', value: <code>{hash}</code> },
            ]}
          />
          <Disclosure title="The answer">
            <CodeBlock
              title={`answer, ${type}`}
              text={JSON.stringify(evidence.value, undefined, 2)}
            />
          </Disclosure>
        </>
      ) : (
        <Text as="p" variant="body-small">
          The fact is another by now, so only the fingerprint of the one that
          counted is known: <code>{hash}</code> ({type}).
        </Text>
      )}
    </section>
  );
}

/** What a verdict rests on, from the facts to who decided. */
export function EvidenceChain(props: { item: Item; path: string | undefined }) {
  const { item, path } = props;
  const said = [
    item.decisionId && `the decision ${item.decisionId}`,
    item.attestationId && `the statement ${item.attestationId}`,
  ].filter(Boolean);
  const words = said.join(' and ');
  return (
    <>
      {item.frameworkVersion && (
        <Text as="p" variant="body-small" color="secondary">
          By version {item.frameworkVersion} of the framework.
        </Text>
      )}
      {item.metBy && (
        <Text as="p" variant="body-small">
          It is met above, by <EntityLink entityRef={item.metBy} />; the facts
          are of that.
        </Text>
      )}
      {said.length > 0 && (
        <Text as="p" variant="body-small">
          It rests on {path ? <AppLink to={path}>{words}</AppLink> : words}.
        </Text>
      )}
      {item.facts.map(fact => (
        <SampledFact key={`${fact.type} ${fact.hash}`} fact={fact} />
      ))}
      {item.facts.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          No fact was part of this verdict.
        </Text>
      )}
    </>
  );
}
