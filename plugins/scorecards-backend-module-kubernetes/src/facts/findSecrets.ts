import type { Site } from '../entities/locate';
import { containersOf } from './containersOf';
import { listed, type Finding } from './tell';

/** Names of variables only; no value was kept. */
export function findSecrets(sites: Site[]): Finding {
  const containers = sites.flatMap(containersOf);
  const plain = containers.flatMap(({ text, plainSecrets }) =>
    plainSecrets.map(name => `${text}, variable ${name}`),
  );
  const variables = containers.reduce((sum, each) => sum + each.variables, 0);
  return {
    value: {
      variables,
      references: containers.reduce((sum, each) => sum + each.references, 0),
      plain: listed(plain),
    },
    population: variables,
  };
}
