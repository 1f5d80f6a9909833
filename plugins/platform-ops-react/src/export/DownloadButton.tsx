import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';

/** @public */
export interface DownloadButtonProps {
  /** What the button does, for example "Download CSV". */
  label: string;
  fileName: string;
  /** Made only when it is asked for; may have to be read first. */
  content: () => string | Promise<string>;
  /** `text/csv` unless told. */
  type?: string;
  isDisabled?: boolean;
}

/**
 * Saves a text as a file.
 *
 * @public
 */
export function DownloadButton(props: DownloadButtonProps) {
  const { label, fileName, content, type = 'text/csv' } = props;
  const [state, setState] = useState<'making' | 'failed'>();
  const save = (text: string) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  };
  const make = async () => {
    setState('making');
    try {
      save(await content());
      setState(undefined);
    } catch {
      setState('failed');
    }
  };
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiDownloadLine />}
      isDisabled={props.isDisabled || state === 'making'}
      onPress={make}
    >
      {state === 'failed' ? `${label}: failed, try again` : label}
    </Button>
  );
}
