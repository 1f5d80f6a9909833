import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useAnalytics, useRouteRef } from '@backstage/frontend-plugin-api';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import type { TemplateCardComponentProps } from '@backstage/plugin-scaffolder-react/alpha';
import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Tag,
  TagGroup,
  Text,
} from '@backstage/ui';
import {
  AppLink,
  EntityLink,
  SafeMarkdown,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useId } from 'react';
import { readGoldenPath } from '../../paths/readGoldenPath';
import { pathsRouteRef } from '../../routes';
import { GoldenPathFactsList } from './GoldenPathFactsList';
import styles from './TemplateCard.module.css';

/** Leads to the page of what the paths made. */
function PathVersion(props: { version: string }) {
  const pathsRoute = useRouteRef(pathsRouteRef);
  const text = `Golden path ${props.version}`;
  return pathsRoute ? <AppLink to={pathsRoute()}>{text}</AppLink> : <>{text}</>;
}

/**
 * A template on the page Create; of a golden path it says what one gets, how
 * long it takes and which controls it brings evidence for.
 */
export function TemplateCard(props: TemplateCardComponentProps) {
  const { template, additionalLinks = [], onSelected } = props;
  const {
    name,
    title = name,
    description,
    tags = [],
    links = [],
  } = template.metadata;
  const titleId = useId();
  const analytics = useAnalytics();
  const { allowed } = usePermission({ permission: taskCreatePermission });
  const facts = readGoldenPath(template);
  const owners = getEntityRelations(template, RELATION_OWNED_BY);
  const allLinks = [
    ...additionalLinks.map(({ text, url }) => ({ text, url })),
    ...links.map(link => ({ text: link.title ?? link.url, url: link.url })),
  ];

  const choose = () => {
    analytics.captureEvent('click', 'Template has been opened');
    onSelected?.();
  };
  return (
    <Card className={styles.card} role="region" aria-labelledby={titleId}>
      <CardHeader>
        <Text
          as="h3"
          id={titleId}
          className={styles.title}
          variant="body-large"
          weight="bold"
        >
          <EntityLink entityRef={stringifyEntityRef(template)} title={title} />
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {facts ? <PathVersion version={facts.version} /> : template.spec.type}
        </Text>
      </CardHeader>
      <CardBody className={styles.body}>
        {description ? (
          <SafeMarkdown content={description} />
        ) : (
          <Text as="p" color="secondary">
            It does not say what it makes.
          </Text>
        )}
        {facts && <GoldenPathFactsList facts={facts} />}
        {tags.length > 0 && (
          <TagGroup aria-label="Tags">
            {tags.map(tag => (
              <Tag key={tag} id={tag} size="small">
                {tag}
              </Tag>
            ))}
          </TagGroup>
        )}
        {allLinks.map(({ text, url }) => (
          <AppLink key={url} to={url}>
            {text}
          </AppLink>
        ))}
      </CardBody>
      <CardFooter className={styles.footer}>
        <span>
          {owners.map(owner => (
            <EntityLink
              key={stringifyEntityRef(owner)}
              entityRef={stringifyEntityRef(owner)}
            />
          ))}
        </span>
        {allowed && (
          <Button
            variant="primary"
            size="small"
            aria-label={`Choose ${title}`}
            onPress={choose}
          >
            Choose
          </Button>
        )}
      </CardFooter>
    </Card>
  );
}
