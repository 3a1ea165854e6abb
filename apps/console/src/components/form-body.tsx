import type { ReactNode } from 'react';

interface Props {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form inside a dialog, which has its heading already. */
export function FormBody({ onSubmit, children }: Props) {
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
