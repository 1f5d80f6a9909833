import { Text } from '@backstage/ui';
import { ExternalLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';

const KINDS: Record<FrameworkControl['source']['kind'], string> = {
  primary: 'compared with the text itself',
  secondary: 'taken from what others write about the text',
  unverified:
    'not compared with the text when it was written, so it gates only where somebody accepted it',
};

/** Where the words come from and how far they can be trusted. */
export function SourceNote(props: { source: FrameworkControl['source'] }) {
  const { kind, title, url } = props.source;
  return (
    <Text as="p" variant="body-small" color="secondary">
      Source: {url ? <ExternalLink href={url}>{title}</ExternalLink> : title} (
      {kind}: {KINDS[kind]})
    </Text>
  );
}
