/** Signing in to the console, and one's own account: `/api/console/session`. */
import { z } from 'zod';
import { staffRoles } from '../../core/case.ts';

/** Shorter passwords are refused with `weak_password`; NIST SP 800-63B asks for at least 8 with a list, 15 without. */
export const minPasswordChars = 12;

export const SignIn = z.object({
  email: z.email().max(200),
  password: z.string().min(1).max(200),
  /** The six digits of the authenticator; asked for with `code_needed`. */
  code: z
    .string()
    .regex(/^\d{6}$/)
    .exactOptional(),
});
export type SignIn = z.infer<typeof SignIn>;

export const Grant = z.object({
  role: z.enum(staffRoles),
  officeId: z.number().int().nullable(),
  neighbourhoodId: z.number().int().nullable(),
});

/** Who is signed in, and what stands between them and their work. */
export const Session = z.object({
  staff: z.object({
    id: z.number().int(),
    name: z.string(),
    email: z.string(),
    language: z.enum(['vi', 'en']),
  }),
  ward: z.object({ code: z.string(), name: z.string() }),
  grants: z.array(Grant),
  /** First these: until they are done every other address answers 403 with the same code. */
  mustDo: z.array(z.enum(['change_password', 'set_up_totp'])),
  hasTotp: z.boolean(),
  /** While away, what would come to this person goes to the deputy. */
  absence: z.object({ from: z.number(), until: z.number(), deputyId: z.number().int() }).nullable(),
});
export type Session = z.infer<typeof Session>;

/** How one can sign in here. */
export const SignInWays = z.object({
  password: z.boolean(),
  /** Name of the identity provider, on its button; null = none is set up. */
  oidc: z.string().nullable(),
});
export const ChangePassword = z.object({ current: z.string().max(200), next: z.string().max(200) });
/** A link that an admin made: `/console/reset#TOKEN`. */
export const ResetPassword = z.object({ token: z.string().min(20).max(200), next: z.string().max(200) });
export const TotpOffer = z.object({
  /** For typing by hand, base32. */
  secret: z.string(),
  /** The same as a picture (SVG). */
  qrSvg: z.string(),
});
export const TotpCode = z.object({ code: z.string().regex(/^\d{6}$/) });
export const PasswordAgain = z.object({ password: z.string().max(200) });
export const OwnSettings = z.object({
  name: z.string().trim().min(1).max(100).exactOptional(),
  language: z.enum(['vi', 'en']).exactOptional(),
});
/** Milliseconds since the epoch, before the year 2100. */
const Moment = z.number().int().min(0).max(4_102_444_800_000);
export const Absence = z.object({
  from: Moment,
  until: Moment,
  deputyId: z.int32(),
});
/** A browser that is signed in under this name. */
export const Device = z.object({
  id: z.string(),
  device: z.string(),
  lastSeenAt: z.number(),
  current: z.boolean(),
});
export const DeviceList = z.object({ devices: z.array(Device) });
