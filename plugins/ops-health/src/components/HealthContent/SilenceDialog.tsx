import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import type { HealthAlert } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { formatClockTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState, type FormEvent } from 'react';
import { SILENCE_DURATIONS, USUAL_SILENCE } from './silenceDurations';
import styles from './SilenceDialog.module.css';

const LONGEST_COMMENT = 300;

/** Says what a silence will do, asks for how long and why, and makes it. */
export function SilenceDialog(props: {
  alert: HealthAlert;
  /** The entity on whose page it is seen. */
  entityRef: string;
  onClose: () => void;
  onSilenced: () => void;
}) {
  const { alert, entityRef, onClose, onSilenced } = props;
  const api = useApi(opsHealthApiRef);
  const toasts = useApi(toastApiRef);
  const [duration, setDuration] =
    useState<(typeof SILENCE_DURATIONS)[number]>(USUAL_SILENCE);
  const [comment, setComment] = useState('');
  const [asking, setAsking] = useState(false);
  const until = new Date(Date.now() + duration.seconds * 1000);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsking(true);
    try {
      await api.silenceAlert({
        entityRef,
        source: alert.source,
        fingerprint: alert.fingerprint,
        seconds: duration.seconds,
        comment: comment.trim(),
      });
      toasts.post({
        status: 'success',
        title: `${alert.name} is silenced for ${duration.words}`,
      });
      onSilenced();
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: `${alert.name} was not silenced`,
        description: error instanceof Error ? error.message : undefined,
      });
      setAsking(false);
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()} width={520}>
      <DialogHeader>Silence {alert.name}</DialogHeader>
      <DialogBody>
        <form className={styles.form} onSubmit={submit}>
          <Text as="p" variant="body-medium">
            Until {formatClockTime(until)} {alert.source} tells nobody of alerts
            with all of these labels, and they do not count for the state of
            what is in the catalog:
          </Text>
          <ul className={styles.matchers} aria-label="Matchers">
            {Object.entries(alert.labels).map(([name, value]) => (
              <li key={name}>
                {name}={JSON.stringify(value)}
              </li>
            ))}
          </ul>
          <Select
            label="For how long"
            size="small"
            options={SILENCE_DURATIONS.map(({ seconds, words }) => ({
              id: String(seconds),
              label: words,
            }))}
            value={String(duration.seconds)}
            onChange={key =>
              setDuration(
                SILENCE_DURATIONS.find(
                  ({ seconds }) => String(seconds) === key,
                ) ?? USUAL_SILENCE,
              )
            }
          />
          <TextField
            label="Why"
            description="Others see it beside your name, here and at the source."
            isRequired
            maxLength={LONGEST_COMMENT}
            value={comment}
            onChange={setComment}
          />
          <div className={styles.buttons}>
            <Button variant="secondary" size="small" onPress={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              size="small"
              isDisabled={!comment.trim()}
              isPending={asking}
            >
              Silence for {duration.words}
            </Button>
          </div>
        </form>
      </DialogBody>
    </Dialog>
  );
}
