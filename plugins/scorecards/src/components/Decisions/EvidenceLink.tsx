import { ExternalLink } from '@platform-ops/backstage-plugin-platform-ops-react';

/** Where more is written, named by its host so that one knows where it leads. */
export function EvidenceLink(props: { url: string | undefined }) {
  const { url } = props;
  if (!url) {
    return null;
  }
  const host = URL.canParse(url) ? new URL(url).host : url;
  return <ExternalLink href={url}>Evidence at {host}</ExternalLink>;
}
