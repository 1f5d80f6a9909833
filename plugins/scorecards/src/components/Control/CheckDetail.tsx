import { Text } from '@backstage/ui';
import { CodeBlock } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedCheck } from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import { CheckFix } from './CheckFix';
import { Disclosure } from './Disclosure';
import { FactDetail } from './FactDetail';
import styles from './CheckDetail.module.css';

/** One look of a machine: what should be, what is, from which facts. */
export function CheckDetail(props: { check: ExplainedCheck }) {
  const { check } = props;
  const isFine = ['pass', 'not-applicable'].includes(check.verdict);
  return (
    <section className={styles.check} aria-label={check.title}>
      <div className={styles.head}>
        <VerdictBadge verdict={check.verdict} />
        <Text as="h4" variant="body-medium" weight="bold">
          {check.title}
        </Text>
        {check.houseRule && (
          <span
            className={styles.mark}
            title="A rule of this portal; no framework asks for it by name"
          >
            house rule
          </span>
        )}
      </div>
      <dl className={styles.compared}>
        <div>
          <dt>Should be</dt>
          <dd>{check.expected}</dd>
        </div>
        <div>
          <dt>Is</dt>
          <dd>
            {check.actual ??
              check.reason ??
              (isFine ? 'as it should be' : 'unknown')}
          </dd>
        </div>
      </dl>
      {!isFine && <CheckFix fix={check.fix} />}
      <Text as="h5" variant="body-small" weight="bold">
        Facts
      </Text>
      {check.facts.length === 0 ? (
        <Text as="p" variant="body-small" color="secondary">
          There is none, so nothing is known.
        </Text>
      ) : (
        check.facts.map(fact => (
          <FactDetail key={`${fact.type} ${fact.hash}`} fact={fact} />
        ))
      )}
      <Disclosure title="The rule">
        <CodeBlock
          title="Expressions (CEL), the first that holds decides"
          text={check.expressions.join('\n')}
        />
        <Text as="p" variant="body-small" color="secondary">
          {check.testedOn.length > 0
            ? `Its collector was tested on ${check.testedOn.join(', ')}.`
            : 'Its collector was tested on no system yet, so a person has to confirm.'}{' '}
          Check {check.id}.
        </Text>
      </Disclosure>
    </section>
  );
}
