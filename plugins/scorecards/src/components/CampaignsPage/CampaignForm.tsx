import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  DatePicker,
  Select,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { getLocalTimeZone, today } from '@internationalized/date';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState, type FormEvent } from 'react';
import { useOwners, useSystems } from '../../hooks/useCatalogRefs';
import type { CampaignsView } from '../../hooks/useCampaignsView';
import { CampaignSize } from './CampaignSize';
import styles from './StartCampaign.module.css';

const USUAL_DAYS = 30;
const SHORTEST_TITLE = 3;
const LONGEST_TITLE = 120;

function orAll(values: readonly string[]): string[] | undefined {
  return values.length > 0 ? [...values] : undefined;
}

/** What shall be met, by whom and by when. */
export function CampaignForm(props: {
  view: CampaignsView;
  frameworks: readonly FrameworkSummary[];
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  const owners = useOwners();
  const systems = useSystems();
  const now = today(getLocalTimeZone());
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [frameworkId, setFrameworkId] = useState('');
  const [controls, setControls] = useState<string[]>([]);
  const [kinds, setKinds] = useState<string[]>([]);
  const [ofOwners, setOfOwners] = useState<string[]>([]);
  const [ofSystems, setOfSystems] = useState<string[]>([]);
  const [ownerRef, setOwnerRef] = useState('');
  const [dueOn, setDueOn] = useState<{ toString(): string } | null>(
    now.add({ days: USUAL_DAYS }),
  );
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { value: framework } = useLoad(frameworkId, async () =>
    frameworkId ? api.getFramework(frameworkId) : undefined,
  );

  const missing = [
    title.trim().length < SHORTEST_TITLE &&
      `a title of at least ${SHORTEST_TITLE} characters`,
    !frameworkId && 'a framework',
    !ownerRef && 'who leads it',
    !dueOn && 'a date',
  ].filter(Boolean);
  const isPast = dueOn !== null && dueOn.toString() < now.toString();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing.length > 0 || isPast) {
      return;
    }
    setStarting(true);
    setFailure(undefined);
    try {
      const started = await api.startCampaign({
        title: title.trim(),
        description: description.trim() || undefined,
        frameworkId,
        controls: orAll(controls),
        kinds: orAll(kinds),
        owners: orAll(ofOwners),
        systems: orAll(ofSystems),
        ownerRef,
        dueOn: dueOn!.toString(),
      });
      view.open(started.id);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setStarting(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        className={styles.wide}
        label="Title"
        description="What shall be reached, e.g. Encrypt all patient data"
        isRequired
        maxLength={LONGEST_TITLE}
        value={title}
        onChange={setTitle}
      />
      <TextAreaField
        className={styles.wide}
        label="Description"
        description="Why it matters and where people get help"
        rows={3}
        maxLength={4000}
        value={description}
        onChange={setDescription}
      />
      <Select
        label="Framework"
        isRequired
        placeholder="Choose one"
        options={frameworks.map(({ id, title: label }) => ({ id, label }))}
        value={frameworkId || null}
        onChange={key => {
          setFrameworkId(String(key));
          setControls([]);
          setKinds([]);
        }}
      />
      <Select
        label="Controls"
        placeholder="All of the framework"
        selectionMode="multiple"
        isDisabled={!framework}
        search={{ placeholder: 'Words of the control' }}
        options={(framework?.controls ?? []).map(control => ({
          id: control.id,
          label: `${control.citation} ${control.title}`,
        }))}
        value={controls}
        onChange={keys => setControls(keys.map(String))}
      />
      <Select
        label="Kinds"
        placeholder="All that it is asked of"
        selectionMode="multiple"
        isDisabled={!framework}
        options={(framework?.kinds ?? []).map(kind => ({
          id: kind,
          label: kind,
        }))}
        value={kinds}
        onChange={keys => setKinds(keys.map(String))}
      />
      <Select
        label="Owners"
        placeholder="All owners"
        selectionMode="multiple"
        search={{ placeholder: 'Name of the owner' }}
        options={owners}
        value={ofOwners}
        onChange={keys => setOfOwners(keys.map(String))}
      />
      <Select
        label="Systems"
        placeholder="All systems"
        selectionMode="multiple"
        search={{ placeholder: 'Name of the system' }}
        options={systems}
        value={ofSystems}
        onChange={keys => setOfSystems(keys.map(String))}
      />
      <Select
        label="Led by"
        isRequired
        placeholder="Choose who answers for it"
        search={{ placeholder: 'Name of the owner' }}
        options={owners}
        value={ownerRef || null}
        onChange={key => setOwnerRef(String(key))}
      />
      <DatePicker
        label="Due"
        isRequired
        minValue={now}
        value={dueOn as never}
        onChange={setDueOn}
      />
      <div className={styles.buttons} aria-live="polite">
        {framework && (
          <CampaignSize
            framework={framework}
            controls={controls.length || framework.controls.length}
            kinds={orAll(kinds)}
            owners={orAll(ofOwners)}
            systems={orAll(ofSystems)}
          />
        )}
        {missing.length > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            Still needed: {missing.join(', ')}.
          </Text>
        )}
        {isPast && (
          <Text as="p" variant="body-small" color="danger">
            The date is over; choose today or later.
          </Text>
        )}
        {failure && (
          <Text as="p" variant="body-small" color="danger" role="alert">
            The campaign was not started: {failure}
          </Text>
        )}
      </div>
      <div className={styles.buttons}>
        <Button
          type="submit"
          isDisabled={missing.length > 0 || isPast}
          isPending={isStarting}
        >
          Start the campaign
        </Button>
        <Button variant="secondary" onPress={() => view.open(undefined)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
