import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useEffect, useState } from 'react';
import hidden from '../visuallyHidden.module.css';

const SHOW_RESULT_MILLISECONDS = 2_000;

/** @public */
export interface CopyButtonProps {
  text: string;
  /** What the button does, for example "Copy the URI". */
  label: string;
}

/**
 * Copies a text to the clipboard and says so.
 *
 * @public
 */
export function CopyButton(props: CopyButtonProps) {
  const { text, label } = props;
  const [result, setResult] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!result) {
      return undefined;
    }
    const timer = setTimeout(
      () => setResult(undefined),
      SHOW_RESULT_MILLISECONDS,
    );
    return () => clearTimeout(timer);
  }, [result]);

  const copy = async () => {
    try {
      // Browsers leave the clipboard out on pages that are not served securely.
      await navigator.clipboard.writeText(text);
      setResult('copied');
    } catch {
      setResult('failed');
    }
  };

  const words = {
    copied: 'Copied',
    failed: 'The browser refused to copy',
  };
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        iconStart={result === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy}
      >
        {result ? words[result] : label}
      </Button>
      <span aria-live="polite" className={hidden.visuallyHidden}>
        {result && words[result]}
      </span>
    </>
  );
}
