import { Icon } from './icon.tsx';

/** Why something was not done, beside what was asked for. */
export function Refusal({ error }: { readonly error: Error | null }) {
  return (
    <div role="alert">
      {error && (
        <p className="refusal">
          <Icon name="alert" /> {error.message}
        </p>
      )}
    </div>
  );
}
