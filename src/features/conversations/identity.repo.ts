import type { ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

export async function setLanguage(tx: WardTx, id: ConversationId, language: Language): Promise<void> {
  await tx.query('update identity set language = $2 where id = $1', [id, language]);
}

/** The first contact counts: a later link does not rewrite where somebody came from. */
export async function setSource(tx: WardTx, id: ConversationId, code: string): Promise<void> {
  await tx.query('update identity set source = coalesce(source, $2) where id = $1', [id, code]);
}
