import type { z } from 'zod';
import type { ResetPassword, SignIn, SignInWays } from '../../../../../src/contracts/console/session.ts';
import { apiBase, ask, call } from '../../lib/api.ts';

export const readWays = () => ask<z.infer<typeof SignInWays>>('/sign-in-ways');
export const signIn = (body: SignIn) => call('POST', '/session', body);
export const resetPassword = (body: z.infer<typeof ResetPassword>) => call('POST', '/session/reset', body);
export const oidcAddress = `${apiBase}/oidc/start`;
