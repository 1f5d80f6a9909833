import { Alert, Button, Skeleton } from '@backstage/ui';
import { describeFailure } from '../../people/describeFailure';
import { useSandboxPeople } from '../../people/useSandboxPeople';
import { PersonCard } from './PersonCard';
import styles from './SandboxSignIn.module.css';

const PLACEHOLDERS = ['first', 'second', 'third', 'fourth'];

/**
 * The people to choose from.
 */
export function PeopleList(props: { onChoose: (id: string) => void }) {
  const { onChoose } = props;
  const { value: people, error, loading, retry } = useSandboxPeople();

  if (error && !loading) {
    return (
      <Alert
        status="danger"
        icon
        title="The list of people could not be loaded"
        description={describeFailure(error)}
        customActions={
          <Button variant="secondary" onPress={retry}>
            Try again
          </Button>
        }
      />
    );
  }
  if (!people) {
    return (
      <div className={styles.people} role="status" aria-label="Loading people">
        {PLACEHOLDERS.map(key => (
          <Skeleton key={key} width="100%" height={124} />
        ))}
      </div>
    );
  }
  return (
    <ul className={styles.people}>
      {people.map(person => (
        <li key={person.id}>
          <PersonCard person={person} onChoose={() => onChoose(person.id)} />
        </li>
      ))}
    </ul>
  );
}
