import type { EnvironmentMapping } from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';
import {
  JoinTable,
  labelsToList,
  type JoinedLabelSet,
} from '../joins/JoinTable';

/**
 * Whose things are, by their labels; in the same order.
 */
export function joinLabelSets(
  labelSets: Array<Record<string, string>>,
  index: JoinIndex,
  environments: EnvironmentMapping,
): { joined: JoinedLabelSet[]; listed: JoinedLabelSet[] } {
  const { labelSets: joined } = JoinTable.create({
    index,
    labelSets,
    environments,
  });
  // Only the labels that matter tell label sets apart.
  const names = labelsToList(index.groupings, environments);
  const listed = new Map<string, JoinedLabelSet>();
  for (const labelSet of joined) {
    const labels = Object.fromEntries(
      names.flatMap(name =>
        labelSet.labels[name] ? [[name, labelSet.labels[name]]] : [],
      ),
    );
    listed.set(JSON.stringify(labels), { ...labelSet, labels });
  }
  return { joined, listed: [...listed.values()] };
}

/**
 * How many label sets join something.
 */
export function countJoins(listed: JoinedLabelSet[]) {
  const count = (state: JoinedLabelSet['state']) =>
    listed.filter(labelSet => labelSet.state === state).length;
  return {
    matched: count('matched'),
    unmatched: count('unmatched'),
    ambiguous: count('ambiguous'),
    entities: new Set(
      listed
        .filter(({ state }) => state === 'matched')
        .flatMap(({ entityRefs }) => entityRefs),
    ).size,
  };
}
