import { connectsByConsent } from '../channels/channel.ts';
import type { House } from '../composition/house.ts';
import { beginConsent, type ConsentFault, finishConsent } from '../features/accounts/index.ts';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

export const zaloCommand: Command = {
  usage: 'zalo connect [--oa ID] [--redirect URL] [--callback URL] [--json]',
  does: 'kết nối (lại) Official Account: in đường dẫn cấp quyền, nhận mã trả về',
  run(args, host) {
    const { values, positionals } = readArgs(args, {
      oa: { type: 'string' },
      redirect: { type: 'string' },
      callback: { type: 'string' },
    });
    if (positionals.join(' ') !== 'connect') throw new UsageError('chỉ có: zalo connect');
    return withHouse(host, (house) => {
      if (values.callback !== undefined) return finish(house, host, values.callback);
      return begin(house, host, values);
    });
  },
};

async function begin(
  house: House,
  host: CommandHost,
  { oa, redirect, json }: { oa?: string | undefined; redirect?: string | undefined; json: boolean },
): Promise<number> {
  const account = house.accounts.all().find(({ channel, externalId }) => {
    return connectsByConsent(channel) && (oa === undefined || externalId === oa);
  });
  if (!account) throw new UsageError('không có Official Account nào như vậy (xem: gan-dan accounts)');
  const { publicUrl } = host.config.server;
  const redirectUri = redirect ?? (publicUrl && `${publicUrl}/connect`);
  if (!redirectUri) throw new UsageError('cần PUBLIC_URL, hoặc --redirect với địa chỉ đã khai báo ở Zalo');
  const begun = await beginConsent(depsOf(house), account, redirectUri);
  if (!begun.ok) return refuse(host, begun.error);
  if (json) host.out(JSON.stringify({ account: account.id, url: begun.value, redirectUri }));
  else {
    host.out('1. Quản trị viên của Official Account mở đường dẫn này và đồng ý mọi quyền:');
    host.out(`   ${begun.value}`);
    host.out(`2. Zalo đưa trở về ${redirectUri}. Nếu trang đó báo đã kết nối thì xong.`);
    host.out('   Nếu không mở được, chép địa chỉ trên thanh trình duyệt rồi chạy trong 10 phút:');
    host.out('   gan-dan zalo connect --callback "ĐỊA_CHỈ"');
  }
  return 0;
}

async function finish(house: House, host: CommandHost, callback: string): Promise<number> {
  const query = URL.canParse(callback) ? new URL(callback).searchParams : new URLSearchParams();
  const code = query.get('code');
  if (!code) throw new UsageError('--callback cần địa chỉ đầy đủ, có code=…');
  const [state, externalId] = [query.get('state'), query.get('oa_id')];
  const finished = await finishConsent(depsOf(house), {
    code,
    ...(state && { state }),
    ...(externalId && { externalId }),
  });
  if (!finished.ok) return refuse(host, finished.error);
  host.out(`Đã kết nối Official Account ${finished.value.externalId}; tin đang giữ được gửi tiếp.`);
  return 0;
}

const depsOf = ({ db, seal, accounts }: House) => ({ db, seal, accounts: accounts.all });

const words: Record<ConsentFault['code'], string> = {
  not_possible: 'tài khoản này không kết nối bằng cách này',
  unknown_state: 'lần kết nối này không còn hiệu lực, hãy chạy lại: gan-dan zalo connect',
  expired: 'đường dẫn đã quá một giờ, hãy chạy lại: gan-dan zalo connect',
  refused: 'Zalo không chấp nhận mã (mã dùng một lần, trong 10 phút), hãy chạy lại: gan-dan zalo connect',
};

function refuse(host: CommandHost, fault: ConsentFault): number {
  const detail = fault.code === 'refused' ? ` [${fault.error.code} ${fault.error.vendorCode ?? ''}]` : '';
  host.error(words[fault.code] + detail);
  return 1;
}
