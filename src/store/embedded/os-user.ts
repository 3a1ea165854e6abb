import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this is who runs it instead. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined when we are an ordinary user: PostgreSQL then runs as ourselves. */
export async function postgresOsUser(): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findUser('postgres')) ?? (await createUser()) ?? (await findUser('nobody')) ?? refuse();
}

async function findUser(name: string): Promise<OsUser | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

async function createUser(): Promise<OsUser | undefined> {
  // A machine without useradd (Alpine, distroless) falls through to `nobody`.
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  return findUser('postgres');
}

function refuse(): never {
  throw new Error(
    'PostgreSQL không chạy dưới quyền root và máy này không có người dùng hệ thống nào thay được. ' +
      'Hãy chạy bằng một người dùng thường, hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn.',
  );
}
