import {
  WrittenAnswer,
  type CatalogAccess,
  type RouteServer,
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
  { access, previewAccess, rules, gate, whatIf }: GateRouterOptions,
): void {
  serve(routes.gate, async ({ query, body, credentials }) => {
    const isVisible = await previewAccess.visibility(credentials);
    const answer = await gate.evaluate(body, { credentials, isVisible });
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
