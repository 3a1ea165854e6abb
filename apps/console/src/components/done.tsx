import { Icon } from './icon.tsx';

/** Says that something is done; heard by a screen reader, gone with the next step. */
export function Done({ text }: { readonly text: string | null }) {
  return (
    <div role="status">
      {text && (
        <p className="done">
          <Icon name="check" /> {text}
        </p>
      )}
    </div>
  );
}
