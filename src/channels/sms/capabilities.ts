import type { Capabilities } from '../channel.ts';
import { SmsSettings } from './config.ts';
import { partSizes } from './text/segments.ts';

/** The row of an account: how much one answer holds depends on its accents and on the parts it may take. */
export function capabilitiesOf({ accents, maxSegments }: SmsSettings): Capabilities {
  const { single, part } = accents ? partSizes.ucs2 : partSizes.gsm;
  return {
    // 3GPP TS 23.038 and 23.040: 160 or 70 characters alone, 153 or 67 in each part of a longer message.
    maxTextChars: maxSegments.answer === 1 ? single : part * maxSegments.answer,
    maxButtons: 0,
    maxButtonLabelChars: 0,
    maxButtonIdBytes: 0,
    linkButtons: false,
    requestsLocation: false,
    requestsContact: false,
    receivesPhotos: false,
    receivesFiles: false,
    opensMiniApp: false,
    replyWindowHours: null,
    freeReplyHours: null,
    officerWindowHours: null,
    templates: false,
    // The phone company bills every part.
    maxTextsPerAnswer: 1,
    // No gateway publishes a number; a careful guess, shared by all chats.
    sendsPerSecond: 20,
    rateWindowSeconds: 1,
    sendsPerSecondPerChat: null,
  };
}

export const smsCapabilities = capabilitiesOf(SmsSettings.parse({}));
