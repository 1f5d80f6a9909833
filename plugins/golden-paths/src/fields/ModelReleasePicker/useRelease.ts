import { useEffect, useRef } from 'react';
import { isOf, type Offer } from './offers';
import type { Release } from './release';

/**
 * What the form has, the version that it is of, and how to change it.
 *
 * @remarks
 * What is in production is picked where nobody picked or typed yet.
 */
export function useRelease(
  props: {
    formData?: Release;
    onChange: (release: Release) => void;
  },
  offers: Offer[] | undefined,
) {
  const { formData, onChange } = props;
  const release = formData ?? {};
  const offer = offers?.find(each => isOf(release, each));

  const pick = (picked: Offer | undefined) =>
    onChange({
      version: picked?.version,
      uri: picked?.uri,
      digest: picked?.digest,
      format: picked?.format ?? release.format,
    });
  const type = (change: Release) => onChange({ ...release, ...change });

  const isTouched = useRef(false);
  const isEmpty = !release.version && !release.uri && !release.digest;
  // Of another model, or changed in the registry since.
  const isLost = Boolean(release.version && offers && !offer);
  const inProduction = offers?.find(({ stage }) => stage === 'production');
  const latestPick = useRef(pick);
  latestPick.current = pick;
  useEffect(() => {
    if (isLost || (isEmpty && inProduction && !isTouched.current)) {
      latestPick.current(inProduction);
    }
    // Again where another field that changes at the same moment undid it.
  }, [isLost, isEmpty, inProduction, formData]);

  return {
    release,
    offer,
    pick: (picked: Offer | undefined) => {
      isTouched.current = true;
      pick(picked);
    },
    type: (change: Release) => {
      isTouched.current = true;
      type(change);
    },
  };
}
