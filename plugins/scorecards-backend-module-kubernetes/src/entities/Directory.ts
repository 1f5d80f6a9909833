import {
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Subject } from '../access/rbac';
import { targetsOf } from './relations';

/**
 * The people and groups of the catalog, as clusters name them.
 */
export class Directory {
  readonly #prefix: string;
  readonly #administrators: string[];
  /** Refs by `User ada` or `Group imaging`; a user by the address as well. */
  readonly #refs = new Map<string, Set<string>>();
  readonly #members = new Map<string, Set<string>>();

  constructor(options: {
    entities: Entity[];
    subjectPrefix: string;
    administrators: string[];
  }) {
    this.#prefix = options.subjectPrefix;
    this.#administrators = options.administrators;
    for (const entity of options.entities) {
      if (entity.kind === 'User') {
        this.#addUser(entity);
      } else if (entity.kind === 'Group') {
        this.#addGroup(entity);
      }
    }
  }

  /** Whether the catalog has somebody of this name. */
  knows(subject: Subject): boolean {
    return this.#find(subject).length > 0;
  }

  /**
   * Whether it is one of these owners, or a direct member of one. Of several
   * that have the same name nobody knows who is meant, so all of them have to.
   */
  isOf(subject: Subject, owners: string[]): boolean {
    const refs = this.#find(subject);
    return (
      refs.length > 0 &&
      refs.every(ref =>
        owners.some(
          owner => owner === ref || this.#members.get(owner)?.has(ref),
        ),
      )
    );
  }

  /** Whether the configuration says that it runs the clusters. */
  isAdministrator({ kind, name }: Subject): boolean {
    const text = `${kind} ${name}`;
    return this.#administrators.some(allowed =>
      allowed.endsWith('*')
        ? text.startsWith(allowed.slice(0, -1))
        : text === allowed,
    );
  }

  #find({ kind, name }: Subject): string[] {
    const own = name.startsWith(this.#prefix)
      ? name.slice(this.#prefix.length)
      : name;
    return [...(this.#refs.get(toKey(kind, own)) ?? [])];
  }

  #addUser(user: Entity): void {
    const ref = stringifyEntityRef(user);
    const { email } = (user.spec?.profile ?? {}) as { email?: unknown };
    add(this.#refs, toKey('User', user.metadata.name), ref);
    if (typeof email === 'string' && email) {
      add(this.#refs, toKey('User', email), ref);
    }
    for (const group of targetsOf(user, RELATION_MEMBER_OF)) {
      add(this.#members, group, ref);
    }
  }

  #addGroup(group: Entity): void {
    const ref = stringifyEntityRef(group);
    add(this.#refs, toKey('Group', group.metadata.name), ref);
    for (const member of targetsOf(group, RELATION_HAS_MEMBER)) {
      add(this.#members, ref, member);
    }
  }
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key) ?? new Set();
  known.add(value);
  sets.set(key, known);
}

function toKey(kind: string, name: string): string {
  return `${kind} ${name.toLocaleLowerCase('en-US')}`;
}
