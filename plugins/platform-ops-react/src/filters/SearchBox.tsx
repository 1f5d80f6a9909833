import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';

const TYPING_MILLISECONDS = 250;

/** @public */
export interface SearchBoxProps {
  /** What is searched, for example "Search models". */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}

/**
 * A field that searches once typing pauses.
 *
 * @public
 */
export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, value, onChange, className } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchField
      className={className}
      aria-label={label}
      placeholder={placeholder}
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
