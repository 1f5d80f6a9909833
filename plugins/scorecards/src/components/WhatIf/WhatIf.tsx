import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  AppLink,
  ErrorState,
  ForbiddenState,
  Panel,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsVerdictPreviewPermission,
  type WhatIfResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useRef, useState } from 'react';
import { frameworksRouteRef } from '../../routes';
import type { RulesFile } from '../../whatIf/tryableFiles';
import { RulesForm } from './RulesForm';
import { WhatIfResult } from './WhatIfResult';
import styles from './WhatIf.module.css';

type Outcome =
  | { status: 'trying' }
  | { status: 'tried'; answer: WhatIfResponse }
  | { status: 'failed'; error: Error };

const SKELETON_LINES = 5;

/** What changed rules would change, before they are in force. */
export function WhatIf() {
  const api = useApi(scorecardsApiRef);
  const path = useRouteRef(frameworksRouteRef)?.() ?? '';
  const { allowed, loading } = usePermission({
    permission: scorecardsVerdictPreviewPermission,
  });
  const [outcome, setOutcome] = useState<Outcome>();
  const tries = useRef(0);

  const tryFiles = async (files: RulesFile[]) => {
    tries.current += 1;
    const turn = tries.current;
    // An answer to an older question is dropped.
    const put = (next: Outcome) => turn === tries.current && setOutcome(next);
    put({ status: 'trying' });
    try {
      put({ status: 'tried', answer: await api.tryRules({ files }) });
    } catch (error) {
      put({
        status: 'failed',
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };

  return (
    <>
      <AppLink to={path} variant="body-medium">
        All frameworks
      </AppLink>
      {!allowed && !loading && (
        <ForbiddenState
          what="changed rules"
          verb="try"
          permission={scorecardsVerdictPreviewPermission.name}
        />
      )}
      {allowed && (
        <Panel title="Try changed rules">
          <div className={styles.body}>
            <Text as="p" variant="body-medium">
              Frameworks and checks are tried on the facts that are known now.
              Those in force stay as they are, but for files with the same ids.
              Nothing is recorded, and nobody is told.
            </Text>
            <RulesForm
              isTrying={outcome?.status === 'trying'}
              onTry={tryFiles}
            />
          </div>
        </Panel>
      )}
      <div aria-live="polite" className={styles.result}>
        {outcome?.status === 'trying' && (
          <SkeletonLines lines={SKELETON_LINES} label="Trying the rules" />
        )}
        {outcome?.status === 'failed' && (
          <ErrorState
            title="The rules could not be tried"
            error={outcome.error}
          />
        )}
        {outcome?.status === 'tried' && (
          <WhatIfResult answer={outcome.answer} />
        )}
      </div>
    </>
  );
}
