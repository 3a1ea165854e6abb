import { systemClock } from '../core/clock.ts';
import type { AccountId } from '../core/ids.ts';
import type { FileRef } from '../core/message.ts';
import { handBackSilent, type LiveChatDeps } from '../features/live-chat/index.ts';
import { createPhotoCleaner, readPhotoOfAccount } from '../features/web-chat/index.ts';
import { fetchFile } from './abilities.ts';
import type { Ground } from './ground.ts';
import { secretFlows } from './secret-flows.ts';

/** What the officers' side of conversations stands on, in whichever process their pages are served. */
export function liveChatDeps({ db, speak, config, accounts }: Ground): LiveChatDeps {
  const photos = createPhotoCleaner();
  const files = {
    accountOf: accounts.of,
    readStoredFile: (account: AccountId, file: FileRef) => readPhotoOfAccount(db, file.id, account),
  };
  return {
    db,
    speak,
    lanes: config.tuning.lanes,
    secretFlows,
    accountOf: accounts.of,
    async readPhoto(account, file) {
      const fetched = await fetchFile(files, account, file);
      const cleaned = fetched.ok ? await photos.clean(Buffer.from(fetched.value)) : undefined;
      return cleaned?.ok ? cleaned.value : null;
    },
    now: systemClock.now,
  };
}

/** Talks that fell silent go back to the assistant. */
export async function handBackSilentTalks(ground: Ground, deps: LiveChatDeps): Promise<void> {
  for (const ward of ground.wards) {
    const ended = await handBackSilent(deps, ward.id);
    if (ended > 0) ground.metrics.swept.inc({ what: 'talk_silent' }, ended);
  }
}
