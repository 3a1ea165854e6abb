import { Router } from 'express';
import {
  DeadlineRuleList,
  OfficeList,
  StaffList,
  WardVersionList,
  WardView,
} from '../../../src/contracts/console/admin.ts';
import { AuditPage } from '../../../src/contracts/console/audit.ts';
import { PetitionDetail, PetitionList } from '../../../src/contracts/console/petitions.ts';
import { self } from './data.ts';

const now = Date.now();

const office = {
  id: 1,
  code: 'dia-chinh',
  name: 'Tổ Địa chính – Xây dựng',
  aliases: ['nhà đất'],
  kind: 'internal',
  about: null,
  phone: null,
  address: null,
  website: null,
  notify: {},
  closed: false,
};
const person = {
  id: 1,
  email: 'hanh@phuong.example',
  name: self.name,
  grants: [{ role: 'officer', officeId: 1, neighbourhoodId: null }],
  hasTotp: true,
  disabled: false,
  lockedUntil: null,
  lastSeenAt: now,
};
const rule = {
  id: 7,
  kind: 'feedback',
  category: 'waste',
  urgent: null,
  step: 'answer',
  value: 7,
  unit: 'working_day',
  legalBasis: 'Quyết định của UBND tỉnh',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
};
const provisional = {
  ...rule,
  id: 'question.answer',
  kind: 'question',
  category: null,
  legalBasis: 'Mức tạm dùng',
  confidence: 'GK',
};
const petition = { id: 1, kind: 'complaint', assignee: null, createdAt: now, handledAt: null } as const;
const entry = {
  number: 1,
  at: now,
  staffId: 1,
  staffName: self.name,
  action: 'offices.added',
  target: 'office 1',
  targetName: 'Địa chính',
  facts: {},
};

/** What administrators and the chair see besides cases. */
export function adminRoutes(): Router {
  const router = Router();
  const answers: Readonly<Record<string, unknown>> = {
    '/admin/offices': OfficeList.parse({ offices: [office] }),
    '/admin/deadline-rules': DeadlineRuleList.parse({ rules: [rule], law: [provisional] }),
    '/admin/ward': WardView.parse({
      code: '00001',
      name: 'Phường Gần Dân',
      province: 'Hà Nội',
      contacts: [{ name: 'Bộ phận một cửa', address: '1 Đường Bờ Sông', phone: '0900 000 001' }],
      hotline: '0900 000 002',
      website: null,
      map: null,
      officerAnswersWithinWorkingHours: 8,
    }),
    '/admin/ward/versions': WardVersionList.parse({ versions: [] }),
    '/admin/staff': StaffList.parse({ staff: [person] }),
    '/audit': AuditPage.parse({ entries: [entry], next: null }),
    '/petitions': PetitionList.parse({ petitions: [petition] }),
    '/petitions/1': PetitionDetail.parse({
      ...petition,
      contact: { name: 'Phạm Văn Nam', phone: '0900 000 012', callWhen: 'buổi chiều' },
    }),
  };
  for (const [path, answer] of Object.entries(answers))
    router.get(path, (_request, response) => void response.json(answer));
  router.patch('/admin/:list/:key', (_request, response) => void response.json({}));
  router.post(
    '/admin/:list',
    (_request, response) => void response.json({ id: 2, oneTimePassword: 'tam-thoi-123' }),
  );
  router.post(
    '/staff/:id/reset-link',
    (_request, response) =>
      void response.json({ url: 'https://phuong.example/console/reset#abc', expiresAt: now + 3_600_000 }),
  );
  return router;
}
