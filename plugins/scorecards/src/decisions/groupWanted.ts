import type {
  FrameworkSummary,
  ListWantedAttestationsResponse,
  WantedAttestation,
  WantedControl,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { orderFrameworks } from '../controls/orderFrameworks';

/** A control, and of what a statement about it is wanted. */
export interface WantedGroup extends WantedControl {
  /** Never empty. */
  items: WantedAttestation[];
}

/** The controls of a framework of which statements are wanted. */
export interface WantedFramework {
  id: string;
  title: string;
  mappingOnly: boolean;
  voluntary: boolean;
  wanted: number;
  groups: WantedGroup[];
}

/** One statement above an entity holds for all below it. */
export function isMetAbove({ metAt }: Pick<WantedControl, 'metAt'>): boolean {
  return metAt !== 'entity';
}

/** What holds the level down, then what does the most, then what is wanted most. */
function byWorth(one: WantedGroup, other: WantedGroup): number {
  const isCritical = ({ items }: WantedGroup) => Number(items[0].critical);
  return (
    isCritical(other) - isCritical(one) ||
    Number(isMetAbove(other)) - Number(isMetAbove(one)) ||
    other.wanted - one.wanted
  );
}

/** Wanted statements by framework and control, what has to be followed first. */
export function groupWanted(
  { items, controls }: ListWantedAttestationsResponse,
  frameworks: readonly FrameworkSummary[],
): WantedFramework[] {
  const groups = controls
    .map(control => ({
      ...control,
      items: items.filter(
        ({ frameworkId, controlId }) =>
          frameworkId === control.frameworkId &&
          controlId === control.controlId,
      ),
    }))
    .filter(group => group.items.length > 0);
  return orderFrameworks(frameworks).flatMap(
    ({ id, title, mappingOnly, voluntary }) => {
      const own = groups
        .filter(({ frameworkId }) => frameworkId === id)
        .sort(byWorth);
      const wanted = own.reduce((sum, group) => sum + group.wanted, 0);
      return wanted > 0
        ? [{ id, title, mappingOnly, voluntary, wanted, groups: own }]
        : [];
    },
  );
}
