import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  RelativeTime,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  ConcernedControl,
  Inbox,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../../controls/countWords';
import { kindWords } from '../../decisions/decisionWords';
import { pressingWords } from '../../decisions/pressingWords';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { useInbox } from '../../hooks/useInbox';
import { approvalsRouteRef } from '../../routes';
import styles from './WaitingForMe.module.css';

const SHOWN = 6;

interface Waiting {
  key: string;
  what: string;
  concerned: ConcernedControl;
  prefix: string;
  time: string;
}

/** What to decide comes before what ends. */
function waitingOf({ toDecide, expiring }: Inbox): Waiting[] {
  return [
    ...toDecide.map(decision => ({
      key: decision.id,
      what: `Decide: ${kindWords(decision.kind).noun}`,
      concerned: decision,
      prefix: 'asked',
      time: decision.requestedAt,
    })),
    ...expiring.map(item => ({
      key: `${item.kind} ${item.id}`,
      what:
        item.kind === 'attestation' ? 'Statement' : kindWords(item.kind).noun,
      concerned: item,
      prefix: 'ends',
      time: item.expiresAt,
    })),
  ];
}

function WaitingItem(props: { waiting: Waiting; path: string | undefined }) {
  const { what, concerned, prefix, time } = props.waiting;
  const { entityTitle, controlTitle } = concerned;
  return (
    <li>
      <Text as="span" variant="body-medium">
        {props.path ? (
          <AppLink to={props.path}>
            {what}, {controlTitle}
          </AppLink>
        ) : (
          `${what}, ${controlTitle}`
        )}
      </Text>
      <Text as="span" variant="body-small" color="secondary">
        {entityTitle} · <RelativeTime time={time} prefix={prefix} />
      </Text>
    </li>
  );
}

/** What the viewer may decide, and what of theirs ends soon. */
export function WaitingForMe() {
  const { value: inbox, error, reload } = useInbox();
  const approvalsPath = useRouteRef(approvalsRouteRef)?.();
  const pathOf = useCompliancePath();
  if (!inbox) {
    return error ? (
      <LoadFailure what="what waits for you" error={error} onRetry={reload} />
    ) : (
      <SkeletonLines lines={SHOWN} label="Loading what waits for you" />
    );
  }
  const waiting = waitingOf(inbox);
  const { toAttest, toAttestVoluntary } = inbox.totals;
  const counts = pressingWords(inbox.totals);
  const binding = toAttest - toAttestVoluntary;
  if (binding > 0) {
    counts.push(countOf(binding, 'statement wanted', 'statements wanted'));
  }
  if (toAttestVoluntary > 0) {
    counts.push(
      `${toAttestVoluntary.toLocaleString('en')} for voluntary frameworks`,
    );
  }
  return (
    <div className={styles.body}>
      {counts.length === 0 ? (
        <EmptyState
          title="Nothing waits for you"
          description="Approvals that you may give, and exemptions and statements that end soon, appear here."
        />
      ) : (
        <Text as="p" variant="body-medium">
          {counts.join(' · ')}
        </Text>
      )}
      {waiting.length > 0 && (
        <ul className={styles.items}>
          {waiting.slice(0, SHOWN).map(item => (
            <WaitingItem
              key={item.key}
              waiting={item}
              path={
                item.prefix === 'asked'
                  ? approvalsPath
                  : pathOf?.(
                      item.concerned.entityRef,
                      item.concerned.frameworkId,
                      item.concerned.controlId,
                    )
              }
            />
          ))}
        </ul>
      )}
      {approvalsPath && (
        <AppLink to={approvalsPath} variant="body-small">
          All approvals
        </AppLink>
      )}
    </div>
  );
}
