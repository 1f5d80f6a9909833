import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, type ButtonProps } from '@backstage/ui';
import { useState } from 'react';

/** @public */
export interface AskButtonProps {
  /** Without it there is no button. Resource permissions need a resource. */
  permission: Exclude<Permission, { type: 'resource' }>;
  label: string;
  icon?: ButtonProps['iconStart'];
  isDisabled?: boolean;
  ask: () => Promise<void>;
  /** Told when it was asked for; nothing unless given. */
  success?: string;
  /** Told, with the reason, when it could not be asked for. */
  failure: string;
}

/**
 * A button that asks a backend for something, for those who may.
 *
 * @public
 */
export function AskButton(props: AskButtonProps) {
  const { permission, label, icon, isDisabled, ask, success, failure } = props;
  const toasts = useApi(toastApiRef);
  const { allowed } = usePermission({ permission });
  const [asking, setAsking] = useState(false);

  const askOnce = async () => {
    setAsking(true);
    try {
      await ask();
      if (success) {
        toasts.post({ status: 'success', title: success });
      }
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: failure,
        description: error instanceof Error ? error.message : undefined,
      });
    } finally {
      setAsking(false);
    }
  };

  if (!allowed) {
    return null;
  }
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={icon}
      isPending={asking}
      isDisabled={isDisabled}
      onPress={askOnce}
    >
      {label}
    </Button>
  );
}
