import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';
import type { Folder } from './folder.ts';

const restMs = 300;

interface Props {
  readonly folder: Folder;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** Searches as soon as the typing rests; accents or none, the house finds both. */
export function SearchBox({ folder, inputRef }: Props) {
  const navigate = useNavigate();
  const [text, setText] = useState(folder.q ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(folder.q ?? ''), [folder.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { q: _, ...rest } = folder;
      const q = next.trim();
      void navigate({ to: '/', search: q === '' ? rest : { ...rest, q }, replace: true });
    }, restMs);
  };
  return (
    <TextInput
      ref={inputRef}
      type="search"
      aria-label={say('inbox.search')}
      placeholder={say('inbox.search_hint')}
      leftSection={<Icon name="search" />}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
