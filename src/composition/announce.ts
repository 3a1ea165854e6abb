import { createFirstAdmin, type FirstAdmin } from '../features/staff/index.ts';
import type { Ground } from './ground.ts';

/** Before the door opens: whoever finds the house ready can sign in. Null when there are staff already. */
export async function ensureFirstAdmin({ config, wards, db }: Ground): Promise<FirstAdmin | null> {
  const [ward] = wards;
  return ward ? createFirstAdmin(db, ward.id, config.admin) : null;
}

/** Tells the operator, in plain words on the terminal, where things are. */
export function announce({ config, wards }: Ground, port: number, admin: FirstAdmin | null): void {
  const address = config.server.publicUrl ?? `http://localhost:${port}`;
  const [ward] = wards;
  const lines = [
    '',
    `Gần Dân đã chạy cho ${ward?.name ?? ''}.`,
    `  Trang trò chuyện của bà con:  ${address}/`,
    `  Bàn làm việc của cán bộ:      ${address}/console`,
    `  Trang công khai phản ánh:     ${address}/phan-anh`,
    `  Tài liệu giao diện lập trình: ${address}/api/docs`,
    `  Tình trạng hệ thống:          ${address}/health/ready`,
  ];
  if (admin) lines.push(`  Quản trị viên đầu tiên:       ${admin.email}`);
  if (admin?.oneTimePassword) {
    lines.push(`  Mật khẩu dùng một lần:        ${admin.oneTimePassword}  (chỉ hiện lần này)`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
