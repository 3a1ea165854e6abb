import { err, ok } from '../../core/result.ts';
import type { Channel, OutboundMessage } from '../channel.ts';
import { terminalCapabilities } from './capabilities.ts';

export interface TerminalDeps {
  /** Shows a message to the person at the keyboard. */
  readonly show: (message: OutboundMessage) => void;
}

/** The `chat` command: one person, at this terminal. */
export function createTerminal({ show }: TerminalDeps): Channel {
  return {
    id: 'terminal',
    capabilities: terminalCapabilities,
    /** Nobody calls a terminal from outside. */
    receive: () => Promise.resolve(err({ code: 'bad_signature' })),
    send(message) {
      show(message);
      return Promise.resolve(ok({ vendorMessageId: message.id }));
    },
  };
}
