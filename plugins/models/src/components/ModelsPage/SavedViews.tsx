import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  DialogTrigger,
  Popover,
  Text,
  TextField,
} from '@backstage/ui';
import {
  AppLink,
  useQueryParams,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiBookmarkLine, RiDeleteBinLine } from '@remixicon/react';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import styles from './SavedViews.module.css';

const BUCKET = 'models';
const KEY = 'views';

type SavedView = { name: string; search: string };

function useSavedViews() {
  const userStorage = useApi(storageApiRef);
  const storage = useMemo(() => userStorage.forBucket(BUCKET), [userStorage]);
  const [views, setViews] = useState<SavedView[]>(
    () => storage.snapshot<SavedView[]>(KEY).value ?? [],
  );
  useEffect(() => {
    const subscription = storage
      .observe$<SavedView[]>(KEY)
      .subscribe(({ value }) => setViews(value ?? []));
    return () => subscription.unsubscribe();
  }, [storage]);
  return {
    views,
    save: (view: SavedView) =>
      storage.set(KEY, [
        ...views.filter(({ name }) => name !== view.name),
        view,
      ]),
    remove: (name: string) =>
      storage.set(
        KEY,
        views.filter(view => view.name !== name),
      ),
  };
}

/**
 * Views that the viewer keeps: filters and sorting under a name, in the user
 * settings.
 */
export function SavedViews() {
  const [params] = useQueryParams();
  const { views, save, remove } = useSavedViews();
  const [name, setName] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed) {
      const kept = new URLSearchParams(params);
      kept.delete('cursor');
      save({ name: trimmed, search: kept.toString() });
      setName('');
    }
  };
  return (
    <DialogTrigger>
      <Button variant="secondary" size="small" iconStart={<RiBookmarkLine />}>
        Views
      </Button>
      <Popover aria-label="Saved views" hideArrow>
        <div className={styles.views}>
          {views.length === 0 && (
            <Text as="p" variant="body-small" color="secondary">
              No view saved yet. Set filters, then save them under a name.
            </Text>
          )}
          {views.map(view => (
            <div key={view.name} className={styles.view}>
              <AppLink to={`?${view.search}`}>{view.name}</AppLink>
              <ButtonIcon
                aria-label={`Delete the view ${view.name}`}
                variant="tertiary"
                size="small"
                icon={<RiDeleteBinLine />}
                onPress={() => remove(view.name)}
              />
            </div>
          ))}
          <form className={styles.form} onSubmit={submit}>
            <TextField
              aria-label="Name of the view"
              placeholder="Name of this view"
              size="small"
              value={name}
              onChange={setName}
            />
            <Button type="submit" size="small" isDisabled={!name.trim()}>
              Save view
            </Button>
          </form>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
