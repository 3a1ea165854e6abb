import type { ChannelHost } from '../channel.ts';
import type { ZaloOaConfig } from './config.ts';

/**
 * Whether buttons may be used. The official SDK says of buttons that v3 does not take them, others send them:
 * the first refusal switches them off for the account, until somebody clears what the account has learned (`gan-dan accounts forget`).
 */
export interface ButtonSwitch {
  isOff(): boolean;
  /** After a message that was refused with buttons and taken without. */
  turnOff(vendorCode: string): Promise<void>;
}

export function createButtonSwitch({ buttons }: ZaloOaConfig, host: ChannelHost): ButtonSwitch {
  // A note that could not be kept still counts for this process.
  let refused = false;
  const isNoted = () => Boolean(host.notes.read().buttonsOff);
  return {
    isOff: () => buttons === 'off' || refused || isNoted(),
    async turnOff(vendorCode) {
      if (refused || isNoted()) return;
      refused = true;
      host.alert('buttons_off', vendorCode);
      const since = new Date(host.clock.now()).toISOString();
      try {
        await host.notes.write({ buttonsOff: { since, vendorCode } });
        refused = false;
      } catch {
        // The message is sent; a failing note must not make anybody send it again.
        host.notice('note_not_kept', 'buttonsOff');
      }
    },
  };
}
