import type {
  Decision,
  DecisionKind,
  DecisionState,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { formatDay } from './formatDay';

interface KindWords {
  /** E.g. at the head of a line. */
  noun: string;
  /** What the button says that it does. */
  ask: string;
  /** What the reader of the reason wants to know. */
  why: string;
}

const KINDS: Record<DecisionKind, KindWords> = {
  statement: {
    noun: 'Statement',
    ask: 'State that it is met, with a second person',
    why: 'Why that is so: what you looked at, and what you found.',
  },
  exemption: {
    noun: 'Exemption',
    ask: 'Request an exemption',
    why: 'Why it cannot be met now, and what will be done until then.',
  },
  'not-applicable': {
    noun: 'Does not apply',
    ask: 'Say that it does not apply',
    why: 'Why what it asks does not concern this.',
  },
  alternative: {
    noun: 'Alternative',
    ask: 'Describe an alternative',
    why: 'What is done instead, and why that does what the control asks for.',
  },
};

const STATES: Record<DecisionState, string> = {
  requested: 'waits for a decision',
  approved: 'in force',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  revoked: 'revoked',
  expired: 'ended',
};

/** The words for a kind of decision. */
export function kindWords(kind: DecisionKind): KindWords {
  return KINDS[kind];
}

/** The word for a state. */
export function stateWord(state: DecisionState): string {
  return STATES[state];
}

/** `90 days`, `1 day`. */
export function daysWords(days: number): string {
  return `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
}

/** What is decided in a line: `Exemption, in force until 3 Mar 2027`. */
export function describeDecision(
  decision: Pick<Decision, 'kind' | 'state' | 'days' | 'expiresAt' | 'endedAt'>,
): string {
  const { kind, state, days, expiresAt, endedAt = expiresAt } = decision;
  const noun = KINDS[kind].noun;
  switch (state) {
    case 'requested':
      return `${noun} for ${daysWords(days)}, waits for a decision`;
    case 'approved':
      return `${noun}, in force until ${formatDay(expiresAt)}`;
    case 'expired':
      return `${noun}, ended ${formatDay(endedAt)}`;
    default:
      return `${noun}, ${STATES[state]}`;
  }
}
