import type { RouteServer } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsAttestationSignPermission,
  scorecardsDecisionDecidePermission,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { attestationRoutes as routes } from '../api/attestationRoutes';
import type { AcceptanceService } from '../decisions/AcceptanceService';
import type { AttestationService } from '../decisions/AttestationService';
import type { CallerReader } from '../decisions/Caller';
import type { InboxService } from '../decisions/InboxService';

export interface AttestationRouterOptions {
  callers: CallerReader;
  attestationService: AttestationService;
  acceptanceService: AcceptanceService;
  inbox: InboxService;
}

const PEOPLE = { allow: ['user' as const] };

/**
 * Serves what people state, and which texts they answer for.
 */
export function serveAttestations(
  serve: RouteServer,
  options: AttestationRouterOptions,
): void {
  const { callers, attestationService, acceptanceService, inbox } = options;

  serve(routes.listAttestations, async ({ query, credentials }) =>
    attestationService.list(query, await callers.read(credentials)),
  );

  serve(
    routes.listWantedAttestations,
    async ({ credentials }) =>
      inbox.wanted(credentials, await callers.person(credentials)),
    PEOPLE,
  );

  serve(
    routes.signAttestation,
    async ({ body, credentials }) =>
      attestationService.sign(
        body,
        await callers.personAlone(
          credentials,
          scorecardsAttestationSignPermission,
        ),
      ),
    PEOPLE,
  );

  serve(
    routes.withdrawAttestation,
    async ({ params, body, credentials }) =>
      attestationService.withdraw(
        params.attestationId,
        body.comment,
        await callers.personAlone(credentials),
      ),
    PEOPLE,
  );

  serve(
    routes.acceptText,
    async ({ body, credentials }) =>
      acceptanceService.accept(
        body,
        await callers.personAlone(
          credentials,
          scorecardsDecisionDecidePermission,
        ),
      ),
    PEOPLE,
  );

  serve(
    routes.withdrawAcceptance,
    async ({ body, credentials }) =>
      acceptanceService.withdraw(
        body,
        await callers.personAlone(
          credentials,
          scorecardsDecisionDecidePermission,
        ),
      ),
    PEOPLE,
  );
}
