import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ToggleButton } from '@backstage/ui';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiUserLine } from '@remixicon/react';
import type { FleetView } from '../../hooks/useFleetView';

/** Narrows the table to what the viewer or one of their groups owns. */
export function OwnedByMe(props: { view: FleetView }) {
  const { filter, setList } = props.view;
  const identity = useApi(identityApiRef);
  const { value: refs } = useLoad('me', async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    return ownershipEntityRefs;
  });
  return (
    <ToggleButton
      size="small"
      iconStart={<RiUserLine />}
      isDisabled={!refs || refs.length === 0}
      isSelected={filter.owner.length > 0}
      onChange={selected => setList('owner', selected ? refs ?? [] : [])}
    >
      {filter.owner.length > 0 && !refs?.includes(filter.owner[0])
        ? 'Some owners'
        : 'Owned by me'}
    </ToggleButton>
  );
}
