import type { Entity } from '@backstage/catalog-model';
import { useStarredEntity } from '@backstage/plugin-catalog-react';
import {
  ButtonIcon,
  ButtonLink,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  RiBugLine,
  RiExternalLinkLine,
  RiMore2Line,
  RiStarFill,
  RiStarLine,
} from '@remixicon/react';
import styles from './ModelActions.module.css';

/** What one can do with a model from its header. */
export function ModelActions(props: { entity: Entity; uiUrl?: string }) {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(
    props.entity,
  );
  const [, setParams] = useQueryParams();
  return (
    <>
      {props.uiUrl && (
        <ButtonLink
          className={styles.wide}
          href={props.uiUrl}
          target="_blank"
          rel="noopener"
          variant="secondary"
          iconEnd={<RiExternalLinkLine />}
        >
          Open in MLflow
        </ButtonLink>
      )}
      <ButtonIcon
        variant="secondary"
        aria-label={
          isStarredEntity ? 'Remove from favorites' : 'Add to favorites'
        }
        icon={isStarredEntity ? <RiStarFill /> : <RiStarLine />}
        onPress={toggleStarredEntity}
      />
      <MenuTrigger>
        <ButtonIcon
          variant="secondary"
          aria-label="More actions"
          icon={<RiMore2Line />}
        />
        <Menu>
          {props.uiUrl && (
            <MenuItem
              iconStart={<RiExternalLinkLine />}
              href={props.uiUrl}
              target="_blank"
            >
              Open in MLflow
            </MenuItem>
          )}
          <MenuItem
            iconStart={<RiBugLine />}
            onAction={() => setParams({ inspect: 'overview' })}
          >
            Inspect entity
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </>
  );
}
