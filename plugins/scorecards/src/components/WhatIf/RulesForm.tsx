import { Button, Text, TextAreaField, TextField } from '@backstage/ui';
import { RiAddLine, RiFileUploadLine, RiPlayLine } from '@remixicon/react';
import { useRef, useState, type ChangeEvent, type FormEvent } from 'react';
import { whyNotTryable, type RulesFile } from '../../whatIf/tryableFiles';
import styles from './WhatIf.module.css';

const ROWS = 12;

interface EditedFile extends RulesFile {
  key: number;
}

/** Files of rules, pasted or chosen. */
export function RulesForm(props: {
  isTrying: boolean;
  onTry: (files: RulesFile[]) => void;
}) {
  const { isTrying, onTry } = props;
  const nextKey = useRef(1);
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<EditedFile[]>([
    { key: 0, name: 'rules.yaml', text: '' },
  ]);
  const filled = files.filter(({ text }) => text.trim());
  const whyNot = whyNotTryable(filled);

  const newFile = (name: string, text: string): EditedFile => {
    nextKey.current += 1;
    return { key: nextKey.current, name, text };
  };
  const change = (key: number, update: Partial<RulesFile>) =>
    setFiles(current =>
      current.map(file => (file.key === key ? { ...file, ...update } : file)),
    );
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const chosen = await Promise.all(
      [...(input.files ?? [])].map(async file =>
        newFile(file.name, await file.text()),
      ),
    );
    // The same file can be chosen again after it was changed.
    input.value = '';
    const names = chosen.map(({ name }) => name);
    setFiles(current => [
      ...current.filter(
        ({ name, text }) => text.trim() && !names.includes(name),
      ),
      ...chosen,
    ]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!whyNot) {
      onTry(
        filled.map(({ name, text }) => ({
          name: name.trim() || 'rules.yaml',
          text,
        })),
      );
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      {files.map((file, index) => (
        <div key={file.key} className={styles.file}>
          <div className={styles.name}>
            <TextField
              label={`Name of file ${index + 1}`}
              size="small"
              maxLength={200}
              value={file.name}
              onChange={name => change(file.key, { name })}
            />
            {files.length > 1 && (
              <Button
                variant="tertiary"
                size="small"
                aria-label={`Leave out ${file.name}`}
                onPress={() =>
                  setFiles(files.filter(({ key }) => key !== file.key))
                }
              >
                Leave out
              </Button>
            )}
          </div>
          <TextAreaField
            label={`YAML of ${file.name || `file ${index + 1}`}`}
            rows={ROWS}
            value={file.text}
            onChange={text => change(file.key, { text })}
          />
        </div>
      ))}
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="small"
          iconStart={<RiPlayLine />}
          isDisabled={whyNot !== undefined}
          isPending={isTrying}
        >
          Try it
        </Button>
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiFileUploadLine />}
          onPress={() => chooser.current?.click()}
        >
          Choose files
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept=".yaml,.yml"
          aria-label="Files of rules"
          onChange={choose}
        />
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiAddLine />}
          onPress={() => setFiles([...files, newFile('more.yaml', '')])}
        >
          Another file
        </Button>
        {whyNot && (
          <Text as="p" variant="body-small" color="secondary">
            {whyNot}
          </Text>
        )}
      </div>
    </form>
  );
}
