import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  WrittenAnswer,
  type CatalogAccess,
  type RouteServer,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsScorecardReadPermission,
  type GATE_FORMATS,
  type GateResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { gateRoutes as routes } from '../api/gateRoutes';
import type { GateService } from '../gate/GateService';
import type { Rules } from '../rulebook/Rules';
import { BusyError } from '../whatIf/BusyError';
import type { WhatIfService } from '../whatIf/WhatIfService';

export interface GateRouterOptions {
  auth: AuthService;
  access: CatalogAccess;
  /** Of those who may ask for what is not recorded. */
  previewAccess: CatalogAccess;
  rules: Rules;
  gate: GateService;
  whatIf: WhatIfService;
}

type GateFormat = (typeof GATE_FORMATS)[number];

const FORMATS: Record<
  GateFormat,
  { contentType: string; write: (answer: GateResponse) => string }
> = {
  json: { contentType: 'application/json', write: JSON.stringify },
  text: { contentType: 'text/plain', write: ({ text }) => text },
  markdown: { contentType: 'text/markdown', write: ({ comment }) => comment },
  sarif: {
    contentType: 'application/sarif+json',
    write: ({ sarif }) => JSON.stringify(sarif),
  },
};

/**
 * Serves what is evaluated on request, and recorded nowhere.
 */
export function serveGate(
  serve: RouteServer,
  { auth, access, previewAccess, rules, gate, whatIf }: GateRouterOptions,
): void {
  /** The restricted token of a machine cannot be passed on; what sees all is looked up by the portal itself. */
  async function lookUpAs(
    credentials: BackstageCredentials,
    visible: VisibleRefs,
  ): Promise<BackstageCredentials> {
    return visible === 'all' && auth.isPrincipal(credentials, 'service')
      ? auth.getOwnServiceCredentials()
      : credentials;
  }

  serve(routes.gate, async ({ query, body, credentials }) => {
    const visible = await previewAccess.visibleRefs(credentials);
    const answer = await gate.evaluate(body, {
      credentials: await lookUpAs(credentials, visible),
      isVisible: ref => visible === 'all' || visible.has(ref),
    });
    const { contentType, write } = FORMATS[query.format];
    return new WrittenAnswer({
      contentType,
      text: write(answer),
      headers: { 'x-platform-ops-outcome': answer.outcome },
    });
  });

  serve(routes.whatIf, async ({ body, credentials, request }) => {
    const visible = await previewAccess.visibleRefs(credentials);
    try {
      return await whatIf.evaluate(body, visible);
    } catch (error) {
      if (error instanceof BusyError) {
        request.res!.set('retry-after', String(error.retryAfterSeconds));
      }
      throw error;
    }
  });

  serve(routes.listFactTypes, async ({ credentials }) => {
    await access.require(scorecardsScorecardReadPermission, credentials);
    return {
      items: [...rules.types.values()].map(({ id, title, fields }) => ({
        id,
        title,
        fields: fields as Record<string, unknown>,
      })),
      checks: [...rules.checks.values()].map(({ definition }) => ({
        id: definition.id,
        title: definition.title,
        testedOn: definition.testedOn,
      })),
    };
  });
}
