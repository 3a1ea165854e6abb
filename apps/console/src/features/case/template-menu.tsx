import { NativeSelect } from '@mantine/core';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { categoryName, officeName, useLookups } from '../../lib/lookups.ts';
import { dateOnly } from '../../lib/moments.ts';
import { useSession } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { fillTemplate, withTemplate } from './template.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly body: string;
  readonly onChange: (body: string) => void;
}

/** Ready sentences of this category and those for all. */
export function TemplateMenu({ detail, body, onChange }: Props) {
  const lookups = useLookups();
  const { staff } = useSession();
  const fitting = lookups.templates.filter(
    ({ category }) => category === null || category === detail.category,
  );
  if (fitting.length === 0) return null;
  const insert = (id: string) => {
    const template = fitting.find((one) => String(one.id) === id);
    if (!template) return;
    const values = {
      code: detail.code,
      due: dateOnly(detail.dueAt),
      office: officeName(lookups, detail.officeId),
      officer: staff.name,
      category: categoryName(lookups, detail.category),
    };
    onChange(withTemplate(body, fillTemplate(template.body, values)));
  };
  return (
    <NativeSelect
      aria-label={say('composer.template')}
      value=""
      data={[
        { value: '', label: say('composer.template') },
        ...fitting.map(({ id, title }) => ({ value: String(id), label: title })),
      ]}
      onChange={({ currentTarget }) => insert(currentTarget.value)}
    />
  );
}
