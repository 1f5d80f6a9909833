import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { RouteServer } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsAttestationSignPermission,
  scorecardsDecisionDecidePermission,
  scorecardsDecisionRequestPermission,
  type DecisionKind,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { decisionRoutes as routes } from '../api/decisionRoutes';
import type { CallerReader } from '../decisions/Caller';
import type { DecisionService } from '../decisions/DecisionService';
import type { InboxService } from '../decisions/InboxService';

export interface DecisionRouterOptions {
  callers: CallerReader;
  decisionService: DecisionService;
  inbox: InboxService;
}

/** Only people ask, and only in person they state and decide. */
const PEOPLE = { allow: ['user' as const] };

/**
 * Serves what people ask for and decide.
 */
export function serveDecisions(
  serve: RouteServer,
  { callers, decisionService, inbox }: DecisionRouterOptions,
): void {
  const asker = (kind: DecisionKind, credentials: BackstageCredentials) =>
    kind === 'statement'
      ? callers.personAlone(credentials, scorecardsAttestationSignPermission)
      : callers.person(credentials, scorecardsDecisionRequestPermission);

  serve(routes.listDecisions, async ({ query, credentials }) =>
    decisionService.list(query, await callers.read(credentials)),
  );

  serve(routes.getDecision, async ({ params, credentials }) =>
    decisionService.get(params.decisionId, await callers.read(credentials)),
  );

  serve(
    routes.requestDecision,
    async ({ body, credentials }) =>
      decisionService.request(body, await asker(body.kind, credentials)),
    PEOPLE,
  );

  serve(
    routes.renewDecision,
    async ({ params: { decisionId }, body, credentials }) => {
      const caller = await callers.person(credentials);
      const { kind } = await decisionService.get(decisionId, caller);
      return decisionService.renew(
        decisionId,
        body,
        await asker(kind, credentials),
      );
    },
    PEOPLE,
  );

  serve(
    routes.withdrawDecision,
    async ({ params, body, credentials }) =>
      decisionService.take(
        'withdraw',
        params.decisionId,
        body.comment,
        await callers.person(credentials),
      ),
    PEOPLE,
  );

  const decide = (step: 'approve' | 'reject' | 'revoke') =>
    serve(
      routes[`${step}Decision`],
      async ({ params, body, credentials }) =>
        decisionService.take(
          step,
          params.decisionId,
          body.comment,
          await callers.personAlone(
            credentials,
            scorecardsDecisionDecidePermission,
          ),
        ),
      PEOPLE,
    );
  decide('approve');
  decide('reject');
  decide('revoke');

  serve(
    routes.getInbox,
    async ({ credentials }) =>
      inbox.read(credentials, await callers.person(credentials)),
    PEOPLE,
  );
}
