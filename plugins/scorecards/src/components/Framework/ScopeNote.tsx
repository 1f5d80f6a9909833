import { Text } from '@backstage/ui';

/** What a framework covers here and what it leaves out. */
export function ScopeNote(props: { scope: string }) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      Scope: {props.scope}
    </Text>
  );
}
