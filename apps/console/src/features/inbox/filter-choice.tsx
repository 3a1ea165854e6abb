import { NativeSelect } from '@mantine/core';
import { say } from '../../lib/words.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

export function FilterChoice({ label, value, options, onChoose }: Props) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: say('inbox.any') }, ...options]}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}
