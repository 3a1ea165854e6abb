import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form with its heading; the browser's own checks stay silent, ours speak Vietnamese. */
export function FormCard({ title, onSubmit, children }: Props) {
  return (
    <form
      className="card form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      {children}
    </form>
  );
}
