import type { AccountId } from '../../core/ids.ts';
import type { InboundContent, Language, SpokenMessage } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

/** Somebody on one channel account. */
interface Speaker {
  readonly accountId: AccountId;
  /** The platform's id of the chat. */
  readonly externalId: string;
}

/** What members of staff say to us over a channel, which no flow answers. */
export interface StaffEars {
  /** Words in a private chat; undefined = they are a citizen's like any other. */
  hearPrivately(
    tx: WardTx,
    said: Speaker & { readonly language: Language; readonly text: string },
  ): Promise<SpokenMessage | undefined>;
  /** An answer in a group of staff. */
  hearInGroup(
    tx: WardTx,
    said: Speaker & {
      readonly eventId: number;
      readonly reply: Extract<InboundContent, { kind: 'group_reply' }>;
    },
  ): Promise<void>;
}
