import type { z } from 'zod';
import type {
  Absence,
  ChangePassword,
  DeviceList,
  OwnSettings,
  PasswordAgain,
  TotpCode,
  TotpOffer,
} from '../../../../../src/contracts/console/session.ts';
import { ask, call } from '../../lib/api.ts';

export const changePassword = (body: z.infer<typeof ChangePassword>) =>
  call('POST', '/session/password', body);
export const offerTotp = () => call<z.infer<typeof TotpOffer>>('POST', '/session/totp');
export const confirmTotp = (body: z.infer<typeof TotpCode>) => call('PUT', '/session/totp', body);
export const dropTotp = (body: z.infer<typeof PasswordAgain>) => call('DELETE', '/session/totp', body);
export const saveSettings = (body: z.infer<typeof OwnSettings>) => call('PATCH', '/session', body);
export const saveAbsence = (body: z.infer<typeof Absence>) => call('PUT', '/session/absence', body);
export const endAbsence = () => call('DELETE', '/session/absence');
export const readDevices = () => ask<z.infer<typeof DeviceList>>('/session/devices');
export const revokeDevice = (id: string) => call('DELETE', `/session/devices/${encodeURIComponent(id)}`);
