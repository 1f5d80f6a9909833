import type { Grant } from '../access/ClusterAccess';
import { describePower } from '../access/powerOf';
import { describeSubject, sortSubject } from '../access/sortSubject';
import type { ReadCluster } from '../cluster/ReadCluster';
import type { Directory } from '../entities/Directory';
import { listed, type Finding } from './tell';

/** Who may do what in every namespace of a cluster. */
export function findClusterAccess(
  { access }: ReadCluster,
  directory: Directory,
): Finding {
  const grants = access.everywhere.map(grant => ({
    ...grant,
    sort: sortSubject(grant.subject),
  }));
  const administrators = grants.filter(
    ({ sort, power }) => sort === 'person' && power.everything,
  );
  const isExpected = ({ subject }: Grant) => directory.isAdministrator(subject);
  return {
    value: {
      administrators: texts(administrators.filter(isExpected)),
      otherAdministrators: texts(
        administrators.filter(grant => !isExpected(grant)),
      ),
      accounts: texts(
        grants.filter(
          ({ sort, power }) => sort === 'account' && power.everything,
        ),
      ),
      everyone: texts(
        grants.filter(
          ({ sort, power }) =>
            sort === 'everyone' && describePower(power) !== undefined,
        ),
      ),
      unknown: texts(
        grants.filter(
          grant =>
            grant.sort === 'person' &&
            describePower(grant.power) !== undefined &&
            !isExpected(grant) &&
            !directory.knows(grant.subject),
        ),
      ),
    },
    population: access.bindings,
  };
}

function texts(grants: Grant[]): string[] {
  return listed(
    grants.map(
      ({ subject, power, by }) =>
        `${describeSubject(subject)} may ${describePower(power)} (${by})`,
    ),
  );
}
