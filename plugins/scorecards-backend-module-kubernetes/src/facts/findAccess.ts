import type { Grant } from '../access/ClusterAccess';
import { describePower } from '../access/powerOf';
import {
  describeSubject,
  namespaceOf,
  sortSubject,
} from '../access/sortSubject';
import type { Directory } from '../entities/Directory';
import type { LocatedEntity, Site } from '../entities/locate';
import { listed, type Finding } from './tell';

export const ACCESS_LISTS = [
  'roles',
  'clusterRoles',
  'roleBindings',
  'clusterRoleBindings',
] as const;

/**
 * Who can change things, or read secrets, where an entity runs; and what that
 * which runs can do itself.
 */
export function findAccess(
  { owners, sites }: LocatedEntity,
  directory: Directory,
): Finding {
  const others = sites.flatMap(site => grantsOfOthers(site));
  const people = others.filter(({ sort }) => sort === 'person');
  const isAdministrator = ({ grant }: Seen) =>
    directory.isAdministrator(grant.subject);
  const isOwner = ({ grant }: Seen) => directory.isOf(grant.subject, owners);
  const own = sites.flatMap(grantsOfOwnAccounts);
  return {
    value: {
      namespaces: listed(sites.flatMap(namespacesOf)),
      owners: texts(people.filter(isOwner)),
      administrators: texts(
        people.filter(seen => !isOwner(seen) && isAdministrator(seen)),
      ),
      strangers: texts(
        people.filter(seen => !isOwner(seen) && !isAdministrator(seen)),
      ),
      unknown: texts(
        people.filter(
          seen =>
            !isAdministrator(seen) && !directory.knows(seen.grant.subject),
        ),
      ),
      everyone: texts(others.filter(({ sort }) => sort === 'everyone')),
      otherAccounts: texts(others.filter(({ sort }) => sort === 'account')),
      ownAdministrators: texts(
        own.filter(({ grant }) => grant.power.everything),
      ),
      ownEverywhere: texts(
        own.filter(
          ({ grant, everywhere }) =>
            everywhere && describePower(grant.power) !== undefined,
        ),
      ),
      ownAnyVerb: texts(own.filter(({ grant }) => grant.power.anyVerb)),
    },
    population: sites.reduce(
      (sum, { cluster }) => sum + cluster.access.bindings,
      0,
    ),
  };
}

/** A grant, in the namespace in which it was seen. */
interface Seen {
  text: string;
  grant: Grant;
  sort: ReturnType<typeof sortSubject>;
  /** It holds in all namespaces. */
  everywhere: boolean;
}

function grantsOfOthers(site: Site): Seen[] {
  return namespacesOf(site).flatMap(place => {
    const namespace = place.slice(site.cluster.name.length + 1);
    return see(site, place, namespace).filter(
      ({ grant }) =>
        describePower(grant.power) !== undefined &&
        // What lives there answers for itself.
        namespaceOf(grant.subject) !== namespace,
    );
  });
}

function grantsOfOwnAccounts(site: Site): Seen[] {
  return [
    ...new Map(
      site.instances.map(({ namespace, template }) => [
        `${namespace}/${template.serviceAccount}`,
        { namespace, account: template.serviceAccount },
      ]),
    ).values(),
  ].flatMap(({ namespace, account }) =>
    see(site, `${site.cluster.name}/${namespace}`, namespace)
      .filter(({ grant: { subject } }) =>
        subject.kind === 'ServiceAccount'
          ? subject.namespace === namespace && subject.name === account
          : [
              `system:serviceaccounts:${namespace}`,
              'system:serviceaccounts',
              'system:authenticated',
            ].includes(subject.name) && subject.kind === 'Group',
      )
      .map(seen => ({
        ...seen,
        text: `${site.cluster.name}: ServiceAccount ${namespace}/${account} as ${seen.text}`,
      })),
  );
}

function see({ cluster }: Site, place: string, namespace: string): Seen[] {
  const everywhere = new Set(cluster.access.everywhere);
  return cluster.access.in(namespace).map(grant => ({
    grant,
    sort: sortSubject(grant.subject),
    everywhere: everywhere.has(grant),
    text: `${describeSubject(grant.subject)} may ${
      describePower(grant.power) ?? 'use every verb on something'
    } in ${place} (${grant.by})`,
  }));
}

function namespacesOf({ cluster, instances }: Site): string[] {
  return [
    ...new Set(
      instances.map(({ namespace }) => `${cluster.name}/${namespace}`),
    ),
  ];
}

function texts(seen: Seen[]): string[] {
  return listed(seen.map(({ text }) => text));
}
