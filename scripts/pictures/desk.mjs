import { randomUUID } from 'node:crypto';
import { admin } from './house.mjs';
import { signIn } from './staff-client.mjs';

const password = 'mot cau de nho cua can bo';
// Nobody of these exists, and the numbers belong to nobody.
const people = {
  dispatcher: { email: 'diep@phuong.example', name: 'Lê Ngọc Điệp', role: 'dispatcher' },
  officer: { email: 'binh@phuong.example', name: 'Trần Văn Bình', role: 'officer', office: 'kinh-te' },
  approver: { email: 'hoa@phuong.example', name: 'Nguyễn Thị Hòa', role: 'approver' },
};
const matters = [
  [
    'feedback',
    'dien',
    'Đèn đường trước cổng trường Mẫu Giáo Sen Hồng hỏng ba tối nay, trẻ con đi về rất tối.',
    'Trước cổng trường',
  ],
  [
    'feedback',
    'moi-truong',
    'Xe rác hai hôm nay không vào hẻm, rác chất đống ở đầu ngõ, mùi rất khó chịu.',
    'Đầu hẻm 12 đường Mẫu',
  ],
  [
    'feedback',
    'nuoc',
    'Mưa lớn là nước tràn vào nhà, cống ở ngã ba bị rác bịt kín.',
    'Ngã ba đường Mẫu và đường Sen',
  ],
  [
    'suggestion',
    'ha-tang',
    'Xin phường kẻ vạch qua đường trước chợ để người già đi lại cho an toàn.',
    'Trước chợ',
  ],
  ['question', 'moi-truong', 'Phường thu gom đồ cũ cồng kềnh như nệm, tủ hỏng vào ngày nào?', null],
];
const words =
  'Kính gửi bà con, đội thu gom nhận đồ cồng kềnh vào sáng thứ Bảy tuần đầu tháng. Bà con để đồ trước nhà từ 6 giờ 30 giúp đội.';

/** A ward at work, made through the same addresses as the console uses. */
export async function furnishDesk({ url }) {
  const asAdmin = await untilSignedIn(url, admin);
  await asAdmin('PATCH', '/session', { name: 'Hoàng Văn Quản' });
  const lookups = await asAdmin('GET', '/lookups');
  for (const person of Object.values(people)) await hire({ url, asAdmin, lookups }, person);
  const as = {};
  for (const [role, { email }] of Object.entries(people)) as[role] = await signIn(url, { email, password });
  const cases = [];
  for (const [index, matter] of matters.entries())
    cases.push(await file(as.dispatcher, lookups, { index, matter }));
  await as.officer('POST', `/cases/${cases[0].id}/claim`, {});
  await as.officer('POST', `/cases/${cases[0].id}/notes`, {
    body: 'Đã báo tổ điện, sáng mai thay bóng.',
    mentions: [],
  });
  await askApproval({ as, asAdmin }, cases[2]);
  await publish(as, cases[4]);
  return { url, cases, people, password, admin, conversation: await talk(url, as.officer) };
}

/** The house answers before it has made its first administrator. */
async function untilSignedIn(url, person) {
  for (let tries = 1; ; tries++) {
    const client = await signIn(url, person).catch((error) => error);
    if (!(client instanceof Error)) return client;
    if (tries === 5) throw client;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function hire({ url, asAdmin, lookups }, { email, name, role, office }) {
  const officeId = lookups.offices.find(({ code }) => code === office)?.id ?? null;
  const { oneTimePassword } = await asAdmin('POST', '/admin/staff', {
    email,
    name,
    grants: [{ role, officeId, neighbourhoodId: null }],
  });
  const first = await signIn(url, { email, password: oneTimePassword });
  await first('POST', '/session/password', { current: oneTimePassword, next: password });
}

function file(asDispatcher, lookups, { index, matter: [kind, category, body, address] }) {
  return asDispatcher('POST', '/cases', {
    ...{ kind, category, body, address, urgent: index === 2 },
    neighbourhoodId: lookups.neighbourhoods[index % lookups.neighbourhoods.length].id,
    name: ['Phạm Thị Lan', 'Vũ Văn Tám', 'Đỗ Thị Mai', 'Hồ Văn Phúc', 'Bùi Thị Sáu'][index],
    phone: `0900 000 0${11 + index}`,
  });
}

/** An answer in a category whose answers the chair reads first. */
async function askApproval({ as, asAdmin }, { id }) {
  await asAdmin('PATCH', '/admin/categories/nuoc', { needsApproval: true });
  await as.officer('POST', `/cases/${id}/claim`, {});
  await answer(
    as.officer,
    id,
    'Kính gửi bà con, tổ thoát nước đã thông cống ở ngã ba sáng nay và sẽ kiểm tra lại sau trận mưa tới.',
  );
}

async function publish(as, { id }) {
  await as.officer('POST', `/cases/${id}/claim`, {});
  await answer(as.officer, id, words);
  const { question, answer: said } = await as.approver('GET', `/cases/${id}/publication`);
  await as.approver('PUT', `/cases/${id}/publication`, { question, answer: said });
  const { digest } = await as.approver('GET', `/cases/${id}/publication`);
  await as.approver('POST', `/cases/${id}/publication/release`, { digest, checked: true, keep: [] });
}

async function answer(asOfficer, id, body) {
  const { version } = await asOfficer('GET', `/cases/${id}`);
  await asOfficer('POST', `/cases/${id}/answers`, { version, body, isFinal: true });
}

/** A citizen of the web chat asks for a person, and an officer takes over. */
async function talk(url, asOfficer) {
  const base = `${url}/api/web-chat`;
  const session = await fetch(`${base}/session`, { method: 'POST' });
  const cookie = session.headers.get('set-cookie').split(';')[0];
  const say = async (text) => {
    const body = JSON.stringify({ id: randomUUID(), content: { kind: 'text', text } });
    await fetch(`${base}/messages`, {
      method: 'POST',
      body,
      headers: { cookie, 'content-type': 'application/json' },
    });
    await new Promise((resolve) => setTimeout(resolve, 2500));
  };
  await say('gặp cán bộ');
  await say('Tôi muốn hỏi lịch thu gom đồ cũ');
  const { conversations } = await asOfficer('GET', '/conversations');
  const { id } = conversations[0];
  await asOfficer('POST', `/conversations/${id}/take`, {});
  await asOfficer('POST', `/conversations/${id}/messages`, {
    id: randomUUID(),
    text: 'Chào anh/chị, tôi là Bình, phòng Kinh tế. Anh/chị cần gửi loại đồ nào ạ?',
  });
  return id;
}
