import { parseEntityRef } from '@backstage/catalog-model';
import type { GateControl } from '@platform-ops/backstage-plugin-scorecards-common';
import type { GateReport } from './GateReport';

const VERDICTS: Record<string, string> = {
  fail: 'fails',
  warn: 'holds less well than it should',
  error: 'could not be checked',
  'not-evaluated': 'unknown',
  exempt: 'exempt',
};

/** E.g. `What stands between payments-risk v12 and production`. */
export function titleOf(
  { title, release, target, outcome }: GateReport,
  escape: (text: string) => string,
): string {
  const what = [title, release]
    .flatMap(part => (part === undefined ? [] : escape(part)))
    .join(' ');
  return `${
    outcome === 'pass' ? 'Nothing stands' : 'What stands'
  } between ${what} and ${escape(target ?? 'its next step')}`;
}

/** E.g. `fails, critical`. */
export function stateOf({ verdict, critical }: GateControl): string {
  return `${VERDICTS[verdict] ?? verdict}${critical ? ', critical' : ''}`;
}

export function nameOf({ citation, title }: GateControl): string {
  return `${citation} ${title}`;
}

/** Why, where no check says the same. */
export function reasonOf({ reason, checks }: GateControl): string | undefined {
  return checks.some(({ actual }) => actual === reason) ? undefined : reason;
}

/** By how many people. */
export function howToState({ fourEyes }: GateControl): string {
  return fourEyes ? 'stated by one and approved by another' : 'stated';
}

/** Who has to act, or that nobody is named. */
export function whoOf({ who, metAt }: GateControl): string {
  return who.length > 0
    ? who.join(', ')
    : `nobody, for ${metAt} has no owner; name one`;
}

/** The tab that tells all of it; undefined for what the catalog does not have. */
export function linkOf({
  appUrl,
  entityRef,
  isKnown,
}: GateReport): string | undefined {
  if (!appUrl || !isKnown) {
    return undefined;
  }
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `${appUrl}/catalog/${path}/compliance`;
}
