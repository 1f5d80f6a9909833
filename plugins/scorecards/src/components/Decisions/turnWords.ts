import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import type { DecisionTurn } from '@platform-ops/backstage-plugin-scorecards-react';

interface TurnWords {
  verb: string;
  /** What it does, before it is done. */
  effect: string;
  success: string;
  /** Whoever it concerns has to read why. */
  needsComment: boolean;
  isDestructive: boolean;
}

const TURNS: Record<DecisionTurn, TurnWords> = {
  approve: {
    verb: 'Approve',
    effect: 'You and the person who asked stand for it with your names.',
    success: 'It is approved',
    needsComment: false,
    isDestructive: false,
  },
  reject: {
    verb: 'Reject',
    effect:
      'Nothing changes for the control. The person who asked reads what you write.',
    success: 'It is rejected',
    needsComment: true,
    isDestructive: true,
  },
  withdraw: {
    verb: 'Withdraw',
    effect:
      'Nobody can decide it any more. It stays in the history; you can ask again.',
    success: 'It is withdrawn',
    needsComment: false,
    isDestructive: true,
  },
  revoke: {
    verb: 'Revoke',
    effect:
      'It ends now, and the control counts as what the machines find again.',
    success: 'It is revoked',
    needsComment: true,
    isDestructive: true,
  },
};

/** The words for what can be done with a decision. */
export function turnWords(turn: DecisionTurn): TurnWords {
  return TURNS[turn];
}

/** The turns that the viewer may take, in the order of their buttons. */
export function turnsOf(decision: Pick<Decision, 'may'>): DecisionTurn[] {
  return (Object.keys(TURNS) as DecisionTurn[]).filter(turn =>
    decision.may.includes(turn),
  );
}
