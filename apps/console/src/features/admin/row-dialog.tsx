import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { FormBody } from '../../components/form-body.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { ApiError } from '../../lib/api.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useRowChange } from './api.ts';
import { FieldInput } from './field-input.tsx';
import { missingIn, type Row, refusedIn, toBody, toText } from './row-text.ts';
import type { Field, Section } from './sections.ts';

interface Props {
  readonly section: Section;
  /** Null = a new one. */
  readonly row: Row | null;
  /** What a new one begins with. */
  readonly preset?: Row | undefined;
  readonly onClose: () => void;
}

export function RowDialog({ section, row, preset, onClose }: Props) {
  const fields = fieldsFor(section, row);
  const [text, setText] = useState(() => toText(fields, row ?? preset ?? null));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const change = useRowChange(section);
  const key = row === null ? null : String(row[section.key]);
  const send = (body: Row) => change.mutate({ key, body }, { onSuccess: onClose });
  const refused = change.error instanceof ApiError ? refusedIn(fields, change.error.fields) : [];
  const faultOf = (name: string) => {
    if (missing.includes(name)) return say('shared.fault_missing');
    return refused.includes(name) ? say('shared.fault_other') : null;
  };
  const submit = () => {
    const found = missingIn(fields, text);
    setMissing(found);
    if (found.length === 0) send(toBody(fields, text));
  };
  return (
    <Dialog title={nameOf('admin.section', section.name)} onClose={onClose}>
      <FormBody onSubmit={submit}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={text[field.name] ?? ''}
            fault={faultOf(field.name)}
            onChange={(value) => setText({ ...text, [field.name]: value })}
          />
        ))}
        <Refusal error={change.error} />
        <div className="buttons">
          <Button type="submit" loading={change.isPending}>
            {say('shared.save')}
          </Button>
          {row !== null && section.ends === 'effectiveTo' && (
            <Button variant="default" loading={change.isPending} onClick={() => send({ atOnce: true })}>
              {say('admin.end_now')}
            </Button>
          )}
          {row !== null && section.ends === 'closed' && (
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => send({ closed: row.closed !== true })}
            >
              {say(row.closed === true ? 'admin.reopen' : 'admin.close')}
            </Button>
          )}
        </div>
      </FormBody>
    </Dialog>
  );
}

/** Of a rule only its last day can be set; of anything else all but its code. */
function fieldsFor({ fields, ends }: Section, row: Row | null): readonly Field[] {
  if (row === null) return fields;
  if (ends === 'effectiveTo') return [{ name: 'effectiveTo', kind: 'date' }];
  return fields.filter(({ kind }) => kind !== 'code');
}
