import { endSession } from './api.ts';
import { remember } from './device.ts';
import { byId } from './dom.ts';
import { showNotice } from './notice.ts';
import type { Outbox } from './outbox.ts';
import { say } from './words.ts';

const endedKey = 'gan-dan-ended';

/** For a shared computer: forgets the conversation here, in every tab. */
export function setUpLeave(outbox: Outbox): void {
  const dialog = byId<HTMLDialogElement>('leave-dialog');
  byId('leave').addEventListener('click', () => {
    dialog.returnValue = '';
    if (typeof dialog.showModal === 'function') dialog.showModal();
    else if (confirm(say('end_text'))) leave(outbox).catch(cannotLeave);
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'leave') leave(outbox).catch(cannotLeave);
  });
  addEventListener('storage', ({ key }) => {
    if (key === endedKey) location.reload();
  });
}

async function leave(outbox: Outbox): Promise<void> {
  await endSession();
  await outbox.clear();
  remember(endedKey, String(Date.now()));
  location.reload();
}

function cannotLeave(): void {
  showNotice(say('offline'));
}
