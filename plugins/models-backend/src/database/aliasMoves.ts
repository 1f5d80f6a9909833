import type { ModelAlias } from '@platform-ops/backstage-plugin-models-common';
import type { VersionRow } from './rows';

/** An alias that points elsewhere than it did. */
export interface AliasMove {
  modelId: string;
  alias: string;
  from: string | null;
  to: string | null;
}

/**
 * What the versions say that they are called, as last concluded, against what
 * the registry calls them now.
 */
export function findAliasMoves(
  versions: Array<
    Pick<VersionRow, 'model_id' | 'version' | 'aliases' | 'deleted_at'>
  >,
  aliasesByModel: Map<string, ModelAlias[]>,
): AliasMove[] {
  const moves: AliasMove[] = [];
  for (const [modelId, aliases] of aliasesByModel) {
    const own = versions.filter(version => version.model_id === modelId);
    const before = new Map<string, string>(
      own.flatMap(({ version, aliases: concluded }) =>
        (JSON.parse(concluded) as string[]).map(alias => [alias, version]),
      ),
    );
    const live = new Set(
      own
        .filter(version => version.deleted_at === null)
        .map(({ version }) => version),
    );
    const now = new Map(
      aliases
        .filter(({ version }) => live.has(version))
        .map(({ alias, version }) => [alias, version]),
    );
    for (const alias of new Set([...before.keys(), ...now.keys()])) {
      const from = before.get(alias) ?? null;
      const to = now.get(alias) ?? null;
      if (from !== to) {
        moves.push({ modelId, alias, from, to });
      }
    }
  }
  return moves.sort((a, b) => (a.alias < b.alias ? -1 : 1));
}
