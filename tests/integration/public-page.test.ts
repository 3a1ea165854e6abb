import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { makeCaseCode } from '../../src/rules/case-code.ts';
import { createCase, createStaff, monday } from '../support/case-rows.ts';
import { type PublicSite, startPublicSite } from '../support/public-site.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const day = 24 * 3_600_000;
let test: TestDatabase;
let ward: WardId;
let editor: number;
let site: PublicSite;
let wards = 0;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  site?.close();
  wards += 1;
  ward = await createTestWard(test.database, `page-${wards}`, 'Phường Gần Dân');
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  editor = await createStaff(test.database, ward, 'Biên tập');
  site = await startPublicSite(test.database, { id: ward, name: 'Phường Gần Dân' }, { editor });
});
afterAll(() => site.close());

const get = async (path: string) => {
  const response = await fetch(site.url + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};
/** `fetch` sets the Host header by itself. */
const getAs = (host: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request(site.url + path, { headers: { host } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
const rats = { question: 'Rác đổ đầy đầu hẻm ba hôm nay', answer: 'Phường đã cho dọn sạch.' };
const lamp = { question: 'Đèn đường hư cả tuần', answer: 'Điện lực thay xong hôm qua.' };

describe('the list of questions and answers', () => {
  it('shows what was released, filtered by category and month, and nothing else', async () => {
    await site.publish(rats);
    const { path } = await site.publish(lamp, { category: 'dien', answeredAt: monday - 30 * day });
    await createCase(test.database, ward, { writtenById: editor, body: 'Chưa duyệt đăng' });

    const all = await get('/phan-anh');
    expect(all.status).toBe(200);
    for (const text of ['Rác đổ đầy', 'Đèn đường hư', 'Điện, đèn đường']) expect(all.text).toContain(text);
    expect(all.text).not.toContain('Chưa duyệt đăng');
    const filtered = (await get('/phan-anh?linh-vuc=dien')).text;
    expect([filtered.includes('Đèn đường hư'), filtered.includes('Rác đổ đầy')]).toEqual([true, false]);
    const byMonth = (await get('/phan-anh?thang=2026-11&linh-vuc=')).text;
    expect([byMonth.includes('Đèn đường hư'), byMonth.includes('Rác đổ đầy')]).toEqual([false, true]);

    const item = await get(path);
    expect(item.text).toContain('Điện lực thay xong hôm qua.');
    expect(item.text).not.toMatch(/PA-\d{6}/);
  });

  it('turns pages, and takes nonsense in the address for nothing said', async () => {
    for (let made = 0; made < 21; made += 1) await site.publish(rats);

    const entries = async (path: string) => (await get(path)).text.match(/<li><h2>/g)?.length ?? 0;

    expect(await entries('/phan-anh')).toBe(20);
    expect(await entries('/phan-anh?trang=2')).toBe(1);
    expect(await entries('/phan-anh?trang=-7&thang=x&linh-vuc[]=a')).toBe(20);
  });

  it('shows people who come to an address that is none where else to look, and refuses programs', async () => {
    const code = makeCaseCode(monday, 4711);
    for (const path of [`/phan-anh/${code}`, `/phan-anh/${code.toLowerCase()}`, '/phan-anh/khong/co']) {
      const { status, text, headers } = await get(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
      for (const words of ['Không có trang này', 'Về danh sách', 'name="ma"', 'noindex'])
        expect(text).toContain(words);
      expect(text.includes(`value="${code}"`)).toBe(path !== '/phan-anh/khong/co');
    }
    expect((await get('/phan-anh/hoi-dap/abc')).text).toContain('name="ma"');
    expect((await get('/phan-anh/khong/co?lang=en')).text).toContain('There is no such page');
    for (const path of [`/phan-anh/${code}`, '/phan-anh/hoi-dap/abc']) {
      const refused = await fetch(site.url + path, { headers: { accept: 'application/json' } });
      expect([refused.status, await refused.json()]).toMatchObject([404, { error: { code: 'not_found' } }]);
    }
  });

  it('says that an answer is gone when it was withdrawn, and to whoever invents an address', async () => {
    const { id, path } = await site.publish(rats);
    await test.database.systemQuery(`update citizen_case set state = 'in_progress' where id = $1`, [id]);

    for (const address of [path, '/phan-anh/hoi-dap/1', `/phan-anh/hoi-dap/${'A'.repeat(40)}`]) {
      const { status, text } = await get(address);
      expect([status, text.includes('Phường đã cho dọn'), text.includes('không còn đăng')]).toEqual([
        404,
        false,
        true,
      ]);
    }
    expect((await get('/phan-anh')).text).toContain('Chưa có câu hỏi nào');
  });

  it('is read in English too, and its links keep the language', async () => {
    const { path } = await site.publish(rats);

    const { text } = await get('/phan-anh?lang=en');

    expect(text).toContain('<html lang="en">');
    expect(text).toContain(`href="${path}?lang=en"`);
    expect(text).toContain('Waste and environment');
  });

  it('brings its own style, runs no script and allows nothing inline', async () => {
    const { text, headers } = await get('/phan-anh');

    expect(text).not.toMatch(/<script|style=|<style|\son\w+=/i);
    expect(headers.get('content-security-policy')).toMatch(/style-src 'self'(;|$)/);
    expect((await get('/phan-anh/trang.css')).headers.get('content-type')).toMatch(/^text\/css/);
  });
});

describe('figures of few cases', () => {
  it('say in plain words what became of them, in both languages', async () => {
    const add = (category: string) =>
      createCase(test.database, ward, { writtenById: editor, category, state: 'new', answeredAt: null });
    for (const category of ['dien', 'dien', 'dien', 'dien', 'dien', 'khac', 'khac']) await add(category);
    for (let made = 0; made < 3; made += 1) await add('an-ninh');

    const { text } = await get('/phan-anh/so-lieu');
    for (const words of [
      'có ít hơn 5 việc được gộp chung vào một dòng',
      'Các lĩnh vực ít việc, gộp chung',
      'Ít hơn 5 việc, không tính',
    ])
      expect(text).toContain(words);
    const english = (await get('/phan-anh/so-lieu?lang=en')).text;
    for (const words of ['fewer than 5 cases', 'Categories with few cases, together', 'not worked out'])
      expect(english).toContain(words);
  });
});

describe('what people wrote', () => {
  /** The tags of a page, without what stands in them. */
  const skeleton = (markup: string): string[] =>
    [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '=""'));
  const hostile = fc
    .string({
      unit: fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '/',
        '=',
        '-',
        '!',
        'script',
        'onload',
        'a',
        ']]>',
        '\u0001',
      ),
      minLength: 5,
      maxLength: 40,
    })
    .map((text) => `câu ${text.replace(/\s/g, '')} hết`);

  it('never becomes markup: in the list, on its own page, in the search form, in the feeds', async () => {
    const { id, path } = await site.publish(rats);
    const paths = ['/phan-anh', path, '/phan-anh/feed.xml'];
    const pages = () => Promise.all(paths.map(async (one) => skeleton((await get(one)).text)));
    const harmless = await pages();
    const formOf = async (typed: string) =>
      skeleton((await get(`/phan-anh/tra-cuu?ma=${encodeURIComponent(typed)}`)).text);
    const form = await formOf('câu hết');

    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        await test.database.systemQuery(
          'update publication set question = $2, answer = $2 where case_id = $1',
          [id, text],
        );
        expect(await pages()).toEqual(harmless);
        expect(await formOf(text)).toEqual(form);
        const feed = JSON.parse((await get('/phan-anh/feed.json')).text) as {
          items: { content_text: string }[];
        };
        expect(feed.items[0]?.content_text).toContain(text);
      }),
      { numRuns: 9 },
    );
  });
});

describe('the feeds', () => {
  it('hold what was released, as JSON Feed 1.1 and as RSS', async () => {
    const publicUrl = 'https://phuong.example/';
    const here = await startPublicSite(
      test.database,
      { id: ward, name: 'Phường Gần Dân' },
      { editor, publicUrl },
    );
    const { path } = await here.publish(rats);

    const json = await (await fetch(`${here.url}/phan-anh/feed.json`)).json();
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://phuong.example/phan-anh/feed.json',
      items: [
        {
          url: `https://phuong.example${path}`,
          title: rats.question,
          tags: ['Rác thải và vệ sinh môi trường'],
        },
      ],
    });
    const rss = await fetch(`${here.url}/phan-anh/feed.xml`);
    expect(rss.headers.get('content-type')).toMatch(/^application\/rss\+xml/);
    const text = await rss.text();
    expect(text).toContain(`<guid isPermaLink="true">https://phuong.example${path}</guid>`);
    expect(text).toContain('<title>Rác đổ đầy đầu hẻm ba hôm nay</title>');
    here.close();
  });

  it('without an address of ours hold relative ones, whatever name the caller gives us', async () => {
    const { path } = await site.publish(rats);
    for (const feed of ['/phan-anh/feed.json', '/phan-anh/feed.xml']) {
      const text = await getAs('evil.example', feed);
      expect(text).toContain(path);
      expect(text).not.toMatch(/evil|127\.0\.0\.1/);
    }
    expect(await getAs('evil.example', '/phan-anh/feed.xml')).toContain(
      `<guid isPermaLink="false">${path}</guid>`,
    );
  });
});

describe('a known address called in another way', () => {
  it.each([
    ['POST', '/phan-anh'],
    ['DELETE', '/phan-anh/hoi-dap/x'],
    ['PUT', '/phan-anh/feed.json'],
    ['POST', '/api/public/statistics'],
    ['PATCH', '/api/public/cases/PA-261122-0042-K'],
  ])('%s %s is refused with what is allowed', async (method, path) => {
    const answer = await fetch(site.url + path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await answer.json()).toEqual({
      error: { code: 'method_not_allowed', message: 'Địa chỉ này không nhận cách gọi đó.' },
    });
  });

  it('is asked for what it allows, and an unknown one is not found', async () => {
    const asked = await fetch(`${site.url}/api/public/statistics`, { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD']);
    expect((await fetch(`${site.url}/api/public/nothing`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${site.url}/phan-anh`, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('the progress of a case', () => {
  const status = (code: string, more = '') => get(`/phan-anh/tra-cuu?ma=${encodeURIComponent(code)}${more}`);

  it('is told by its code, without a word or a name of the citizen', async () => {
    const [office] = await test.database.systemQuery<{ id: number }>(
      `select id from office where ward_id = $1 and code = 'kinh-te'`,
      [ward],
    );
    const { id, code } = await createCase(test.database, ward, {
      writtenById: editor,
      state: 'in_progress',
      answeredAt: null,
      officeId: office?.id ?? null,
      body: 'Bí mật của tôi',
    });
    await test.database.systemQuery(
      `update citizen_case set address = 'Số nhà bí mật', contact_sealed = 'tên bí mật' where id = $1`,
      [id],
    );

    const { status: code200, text, headers } = await status(code.toLowerCase().replaceAll('-', ' '));

    expect(code200).toBe(200);
    for (const words of ['Cán bộ đang xử lý', 'Phòng Kinh tế', '02/12/2026', '23/11/2026', code])
      expect(text).toContain(words);
    expect(text.toLowerCase()).not.toContain('bí mật');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('noindex');
    const api = await get(`/api/public/cases/${code}`);
    expect(JSON.parse(api.text)).toMatchObject({
      code,
      state: 'in_progress',
      words: 'Cán bộ đang xử lý',
      expectedOn: '2026-12-02',
      answeredOn: null,
    });
    expect(api.text.toLowerCase()).not.toContain('bí mật');
  });

  it.each([
    ['nothing like a code', 'rác', 400, 'Mã bắt đầu bằng PA', 'no_code'],
    ['a code without its end', 'PA-261122-0042', 400, 'Mã chưa đủ phần', 'format'],
    ['a day that does not exist', 'PA-261332-0042-K', 400, 'phải là một ngày', 'date'],
    ['a wrong letter', wrongLetter(), 400, 'Chữ cái cuối không khớp', 'check'],
    ['a code of nobody', makeCaseCode(monday, 9_999), 404, 'không có phản ánh nào', 'unknown'],
  ])('is not told for %s, and it is said what is wrong', async (_, typed, code, words, fault) => {
    const page = await status(typed);
    const api = await get(`/api/public/cases/${encodeURIComponent(typed)}`);

    expect([page.status, page.text.includes(words)]).toEqual([code, true]);
    expect([api.status, JSON.parse(api.text).error.code]).toEqual([code, fault]);
  });

  it('of another ward’s case is not told', async () => {
    const other = await createTestWard(test.database, `neighbour-${wards}`);
    const { code } = await createCase(test.database, other, { writtenById: editor, officeId: null });

    expect((await status(code)).status).toBe(404);
  });

  it('is not told to whoever tries one code after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => status('PA-261122-0042-A')));

    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(20);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get('/api/public/cases/PA-261122-0042-A')).status).toBe(429);
    expect((await get('/phan-anh')).status).toBe(200);
  });
});

describe('the figures', () => {
  it('say the share on time with the numbers behind it', async () => {
    for (let made = 0; made < 7; made += 1) await createCase(test.database, ward, { writtenById: editor });
    await createCase(test.database, ward, { writtenById: editor, answeredAt: monday + 15 * day });

    const { text } = await get('/phan-anh/so-lieu');

    expect(text).toContain('88 % đúng hạn, 7 trên 8');
    expect(text).toMatch(/\d+(,\d)? giờ làm việc/);
    expect(JSON.parse((await get('/api/public/statistics')).text)).toMatchObject({
      month: '2026-11',
      months: [{ month: '2026-11', received: 8, onTime: 7, due: 8, onTimePercent: 88 }],
    });
  });

  it('say that there is too little to publish', async () => {
    await createCase(test.database, ward, { writtenById: editor });

    expect((await get('/phan-anh/so-lieu')).text).toContain('Chưa đủ số liệu để công bố.');
    expect((await get('/phan-anh/so-lieu?lang=en')).text).toContain('not enough figures');
  });
});

/** A right code with another letter at its end. */
function wrongLetter(): string {
  const code = makeCaseCode(monday, 42);
  return code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
}
