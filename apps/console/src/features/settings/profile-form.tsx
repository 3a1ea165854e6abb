import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { OwnSettings } from '../../../../../src/contracts/console/session.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { useSession } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { saveSettings } from './api.ts';
import { useOwnChange } from './use-own-change.ts';

export function ProfileForm() {
  const { staff, grants } = useSession();
  const [name, setName] = useState(staff.name);
  const [language, setLanguage] = useState(staff.language);
  const [faults, setFaults] = useState<Faults>({});
  const save = useOwnChange(saveSettings);
  const submit = () => {
    const found = faultsOf(OwnSettings, { name, language });
    setFaults(found);
    if (isSound(found)) save.mutate({ name: name.trim(), language });
  };
  return (
    <FormCard title={say('account.profile_title')} onSubmit={submit}>
      <p className="soft">
        {staff.email} · {[...new Set(grants.map(({ role }) => nameOf('shared.role', role)))].join(', ')}
      </p>
      <TextInput
        label={say('account.name')}
        autoComplete="name"
        value={name}
        error={faults.name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NativeSelect
        label={say('account.language')}
        value={language}
        data={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
        onChange={({ currentTarget }) => setLanguage(currentTarget.value === 'en' ? 'en' : 'vi')}
      />
      <Refusal error={save.error} />
      <Done text={save.isSuccess ? say('shared.saved') : null} />
      <Button type="submit" loading={save.isPending}>
        {say('shared.save')}
      </Button>
    </FormCard>
  );
}
