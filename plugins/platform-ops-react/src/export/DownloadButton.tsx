import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';

/** @public */
export interface DownloadButtonProps {
  /** What the button does, for example "Download CSV". */
  label: string;
  fileName: string;
  /** Made only when it is asked for. */
  content: () => string;
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
  const save = () => {
    const url = URL.createObjectURL(new Blob([content()], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiDownloadLine />}
      isDisabled={props.isDisabled}
      onPress={save}
    >
      {label}
    </Button>
  );
}
