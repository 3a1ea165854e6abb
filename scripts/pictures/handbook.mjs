import { join } from 'node:path';

const settleMs = 700;
const words =
  'Kính gửi bà con, tổ điện đã thay bóng đèn trước cổng trường. Nếu tối nay đèn chưa sáng, bà con nhắn lại giúp phường nhé.';
const wide = { viewport: { width: 1280, height: 800 } };
const narrow = { viewport: { width: 360, height: 740 } };

/** Each page of the handbook's pictures, on a desk and on a phone. */
export async function shootHandbook({ browser, desk, url, out }) {
  for (const [size, options] of [
    ['1280', wide],
    ['360', narrow],
  ]) {
    const shoot = (who, pages) => visit({ browser, options, url, out, size, desk, who, pages });
    await shoot(null, [
      ['dang-nhap', '/console'],
      ['trang-cong-khai', '/phan-anh'],
      ['tra-cuu', `/phan-anh/tra-cuu?ma=${desk.cases[0].code}`],
    ]);
    await shoot(desk.people.officer, [
      ['vu-viec', `/console/cases/${desk.cases[0].id}`],
      ['tra-loi', `/console/cases/${desk.cases[0].id}`, '#composer'],
      ['tro-chuyen', `/console/conversations/${desk.conversation}`],
    ]);
    await shoot(desk.people.dispatcher, [['danh-sach', '/console/?view=open']]);
    await shoot(desk.people.approver, [
      ['duyet', `/console/cases/${desk.cases[2].id}`, '.approval'],
      ['loi-tro-ly', '/console/knowledge/words?flow=welcome&language=vi'],
      ['thong-tin-thu-tuc', '/console/knowledge/1.001193'],
    ]);
    await shoot({ ...desk.admin, isAdmin: true }, [['quy-tac', '/console/admin/routing-rules']]);
  }
}

async function visit({ browser, options, url, out, size, desk, who, pages }) {
  const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (who) await enter(page, url, who.isAdmin ? who : { ...who, password: desk.password });
  for (const [name, path, part] of pages) {
    await page.goto(url + path);
    await page.waitForTimeout(settleMs * 2);
    if (part === '#composer') await page.getByLabel('Nội dung trả lời').fill(words);
    if (part) await page.locator(part).first().scrollIntoViewIfNeeded();
    await page.waitForTimeout(settleMs);
    await page.screenshot({ path: join(out, `${name}-${size}.png`) });
  }
  await context.close();
}

async function enter(page, url, { email, password }) {
  await page.goto(`${url}/console`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByLabel('E-mail').waitFor({ state: 'detached' });
}
