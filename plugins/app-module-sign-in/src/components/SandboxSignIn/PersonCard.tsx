import { Avatar, Card, CardBody, Text } from '@backstage/ui';
import type { SandboxPerson } from '../../people/useSandboxPeople';
import styles from './SandboxSignIn.module.css';

/**
 * One person to sign in as; the whole card is the button.
 */
export function PersonCard(props: {
  person: SandboxPerson;
  onChoose: () => void;
}) {
  const { person, onChoose } = props;
  return (
    <Card
      className={styles.person}
      onPress={onChoose}
      label={`Sign in as ${person.name}, ${person.title}`}
    >
      <CardBody>
        <div className={styles.personContent}>
          <Avatar src="" name={person.name} purpose="decoration" />
          <div className={styles.words}>
            <Text as="h2" variant="body-large" weight="bold">
              {person.name}
            </Text>
            <Text
              as="p"
              variant="body-small"
              color="secondary"
              className={styles.title}
            >
              {person.title}
            </Text>
            <Text as="p" variant="body-medium">
              {person.description}
            </Text>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
