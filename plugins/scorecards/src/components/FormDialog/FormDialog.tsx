import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { describeError } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import styles from './FormDialog.module.css';

const WIDTH = 560;

/**
 * Asks for what is needed, does it, and says how it went. What was written
 * stays when it fails.
 */
export function FormDialog(props: {
  title: string;
  /** What the button says that it does. */
  verb: string;
  isDestructive?: boolean;
  /** Something that is not typed is still missing. */
  isDisabled?: boolean;
  act: () => Promise<unknown>;
  /** Told once it is done. */
  success: string;
  onClose: () => void;
  /** It is done, and what is shown has to be read again. */
  onDone: () => void;
  children: ReactNode;
}) {
  const { title, verb, isDestructive, isDisabled, act, success } = props;
  const toasts = useApi(toastApiRef);
  const [acting, setActing] = useState(false);
  const [failure, setFailure] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setActing(true);
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      setFailure(
        describeError(error instanceof Error ? error : new Error(String(error)))
          .message,
      );
      setActing(false);
      return;
    }
    toasts.post({ status: 'success', title: success });
    props.onClose();
    props.onDone();
  };

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && props.onClose()}
      // What was written is not lost by a click beside it.
      isDismissable={false}
      width={WIDTH}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form className={styles.form} onSubmit={submit}>
          {props.children}
          <div aria-live="assertive">
            {failure && (
              <Alert
                status="danger"
                icon
                title="This was not done"
                description={failure}
              />
            )}
          </div>
          <div className={styles.buttons}>
            <Button variant="secondary" size="small" onPress={props.onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              size="small"
              destructive={isDestructive}
              isDisabled={isDisabled}
              isPending={acting}
            >
              {verb}
            </Button>
          </div>
        </form>
      </DialogBody>
    </Dialog>
  );
}
