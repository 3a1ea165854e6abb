import type { StaffRole } from '../../core/case.ts';

/** `anyone`: without signing in. `signed_in`: whoever is, with whatever role. */
export type Access = 'anyone' | 'signed_in' | readonly StaffRole[];

/** Which cases of these each of them sees is decided by the case itself. */
const readers: Access = ['dispatcher', 'officer', 'lead', 'communications', 'approver', 'auditor', 'head'];
const writers: Access = ['dispatcher', 'officer', 'lead', 'approver', 'head'];
const handlers: Access = ['officer', 'lead', 'approver', 'head'];
const desk: Access = ['dispatcher', 'approver'];
/** The chair, and whoever the chair gave a petition to. */
const petitioners: Access = ['dispatcher', 'officer', 'lead', 'approver'];
const talkers: Access = ['dispatcher', 'officer', 'lead', 'approver'];
/** Who writes answers that everybody gets; a second person releases them. */
const answerers: Access = ['dispatcher', 'communications', 'approver'];
const publishers: Access = ['communications', 'approver'];
const chair: Access = ['approver'];
const overseers: Access = ['admin', 'auditor'];

/**
 * Who may call which address of the console: the only place where that is said. An address without a row, or a row
 * without an address, stops the start; a test walks all of them with every role.
 */
export const access: Readonly<Record<string, Access>> = {
  'GET /sign-in-ways': 'anyone',
  'POST /session': 'anyone',
  'POST /session/reset': 'anyone',
  'GET /oidc/start': 'anyone',
  'GET /oidc/callback': 'anyone',
  'GET /session': 'signed_in',
  'PATCH /session': 'signed_in',
  'DELETE /session': 'signed_in',
  'POST /session/password': 'signed_in',
  'POST /session/totp': 'signed_in',
  'PUT /session/totp': 'signed_in',
  'DELETE /session/totp': 'signed_in',
  'PUT /session/absence': 'signed_in',
  'DELETE /session/absence': 'signed_in',
  'GET /session/devices': 'signed_in',
  'DELETE /session/devices/:id': 'signed_in',

  'POST /staff/:id/reset-link': ['admin'],
  'GET /admin/staff': ['admin'],
  'POST /admin/staff': ['admin'],
  'PATCH /admin/staff/:id': ['admin'],
  'GET /audit': overseers,
  'GET /admin/offices': overseers,
  'POST /admin/offices': ['admin'],
  'PATCH /admin/offices/:id': ['admin'],
  'GET /admin/neighbourhoods': overseers,
  'POST /admin/neighbourhoods': ['admin'],
  'PATCH /admin/neighbourhoods/:id': ['admin'],
  'GET /admin/categories': overseers,
  'POST /admin/categories': ['admin'],
  'PATCH /admin/categories/:id': ['admin'],
  'GET /admin/templates': overseers,
  'POST /admin/templates': ['admin'],
  'PATCH /admin/templates/:id': ['admin'],
  'GET /admin/routing-rules': overseers,
  'POST /admin/routing-rules': ['admin'],
  'PATCH /admin/routing-rules/:id': ['admin'],
  'GET /admin/deadline-rules': overseers,
  'POST /admin/deadline-rules': ['admin'],
  'PATCH /admin/deadline-rules/:id': ['admin'],
  'GET /admin/accounts': overseers,
  'POST /admin/accounts': ['admin'],
  'PATCH /admin/accounts/:id': ['admin'],
  'GET /admin/ward': overseers,
  'PATCH /admin/ward': ['admin'],
  'GET /admin/ward/versions': overseers,
  'POST /admin/ward/versions/:id/restore': ['admin'],
  'GET /admin/office-hours': overseers,
  'PUT /admin/office-hours': ['admin'],

  'GET /lookups': 'signed_in',
  'GET /events': 'signed_in',

  'GET /cases': readers,
  'POST /cases': writers,
  'GET /cases/counts': readers,
  'POST /cases/route': ['dispatcher', 'lead', 'approver', 'admin'],
  'GET /cases/:id': readers,
  'POST /cases/:id/claim': writers,
  'POST /cases/:id/take-over': ['officer', 'lead'],
  'POST /cases/:id/assign': ['dispatcher', 'lead', 'approver'],
  'POST /cases/:id/transfer': ['dispatcher', 'officer', 'lead', 'approver'],
  'POST /cases/:id/refer': desk,
  'POST /cases/:id/pause': ['officer', 'lead', 'approver'],
  'POST /cases/:id/resume': ['officer', 'lead', 'approver'],
  'POST /cases/:id/merge': desk,
  'POST /cases/:id/decline': desk,
  'POST /cases/:id/reopen': ['dispatcher', 'lead', 'approver'],
  'POST /cases/:id/notes': writers,
  'POST /cases/:id/answers': handlers,
  'POST /cases/:id/preview': handlers,
  'POST /cases/:id/answers/:answerId/approve': chair,
  'POST /cases/:id/answers/:answerId/return': chair,
  'POST /cases/:id/answers/:answerId/fallback': handlers,
  'POST /cases/:id/photos': writers,
  'GET /cases/:id/photos/:photoId': readers,
  'GET /cases/:id/similar': readers,
  'GET /cases/:id/dossier.docx': ['dispatcher', 'officer', 'lead', 'approver', 'auditor'],

  'GET /petitions': petitioners,
  'GET /petitions/:id': petitioners,
  'POST /petitions/:id/assign': chair,
  'POST /petitions/:id/handled': petitioners,

  'GET /conversations': talkers,
  'GET /conversations/:id': talkers,
  'GET /conversations/:id/photos/:photo': talkers,
  'POST /conversations/:id/take': talkers,
  'POST /conversations/:id/messages': talkers,
  'POST /conversations/:id/hand-back': talkers,

  'GET /questions': answerers,
  'POST /questions/:id/draft': answerers,
  'POST /questions/:id/dismiss': answerers,
  'GET /knowledge': ['dispatcher', 'communications', 'approver', 'auditor'],
  'GET /knowledge/words': ['dispatcher', 'communications', 'approver', 'auditor'],
  'GET /knowledge/procedures': ['dispatcher', 'communications', 'approver', 'auditor'],
  'GET /knowledge/procedures/:code': ['dispatcher', 'communications', 'approver', 'auditor'],
  'POST /knowledge': answerers,
  'POST /knowledge/preview': answerers,
  'POST /knowledge/:id/submit': answerers,
  'POST /knowledge/:id/approve': publishers,
  'POST /knowledge/:id/reject': publishers,
  'POST /knowledge/:id/roll-back': publishers,
  'POST /knowledge/:id/keep': publishers,
  'POST /knowledge/:id/retire': publishers,

  'GET /publications': ['communications', 'approver', 'auditor'],
  'GET /cases/:id/publication': ['communications', 'approver', 'auditor'],
  'PUT /cases/:id/publication': publishers,
  'POST /cases/:id/publication/release': publishers,
  'POST /cases/:id/publication/withdraw': publishers,

  'GET /exports/register.xlsx': ['dispatcher', 'lead', 'approver', 'auditor'],
  'GET /exports/monthly.xlsx': ['dispatcher', 'lead', 'communications', 'approver', 'auditor'],
  'GET /statistics': ['dispatcher', 'officer', 'lead', 'communications', 'approver', 'auditor'],

  'POST /citizens/find': ['admin'],
  'GET /citizens/:id/data.json': ['admin'],
  'DELETE /citizens/:id': ['admin'],
  'GET /citizens/cases/:code/data.json': ['admin'],
  'DELETE /citizens/cases/:code': ['admin'],

  'GET /notices/push': 'signed_in',
  'PUT /notices/push': 'signed_in',
  'DELETE /notices/push': 'signed_in',
  'GET /notices/settings': 'signed_in',
  'PUT /notices/settings': 'signed_in',
  'POST /notices/telegram-code': 'signed_in',
};
