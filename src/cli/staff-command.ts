import type { House } from '../composition/house.ts';
import { AppError } from '../core/app-error.ts';
import { type StaffRole, staffRoles } from '../core/case.ts';
import {
  addPerson,
  changePerson,
  findPlaces,
  listPeople,
  makeResetLink,
  resetAddress,
} from '../features/staff/index.ts';
import type { WardTx } from '../store/database.ts';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { entryOf, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

const options = {
  ward: { type: 'string' },
  role: { type: 'string', multiple: true },
  office: { type: 'string' },
  neighbourhood: { type: 'string' },
  name: { type: 'string' },
} as const;

export const staffCommand: Command = {
  usage:
    'staff [list | add EMAIL --role ROLE [--office CODE] [--neighbourhood CODE] [--name NAME] | reset EMAIL | disable EMAIL] [--ward CODE] [--json]',
  does: `cán bộ của phường: xem, thêm, cấp đường dẫn đặt lại mật khẩu, khóa tài khoản (vai trò: ${staffRoles.join(', ')})`,
  run(args, host) {
    const { values, positionals } = readArgs(args, options);
    const [action = 'list', email = '', ...rest] = positionals;
    const act = entryOf(actions, action);
    if (!act || rest.length > 0) throw new UsageError(`không hiểu: ${positionals.join(' ')}`);
    if ((action === 'list') !== (email === '')) throw new UsageError(`${action} cần một địa chỉ thư điện tử`);
    if (action === 'add') checkNew(email, values);
    return withHouse(host, (house) => runFor(house, host, { ...values, email, act }));
  },
};

interface Wanted {
  readonly email: string;
  readonly ward?: string | undefined;
  readonly role?: readonly string[] | undefined;
  readonly office?: string | undefined;
  readonly neighbourhood?: string | undefined;
  readonly name?: string | undefined;
  readonly json: boolean;
}

interface Call {
  readonly tx: WardTx;
  readonly host: CommandHost;
  readonly wanted: Wanted;
}

const actions: Readonly<Record<string, (call: Call) => Promise<void>>> = { list, add, reset, disable };

async function runFor(
  house: House,
  host: CommandHost,
  { act, ...wanted }: Wanted & { act: (call: Call) => Promise<void> },
): Promise<number> {
  const ward = house.wards.find(({ code }) => wanted.ward === undefined || code === wanted.ward);
  if (!ward) throw new UsageError(`không có phường nào mã "${wanted.ward}"`);
  try {
    await house.db.forWard(ward.id, (tx) => act({ tx, host, wanted }));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    host.error(house.speak('vi', error.row.citizenText));
    return 1;
  }
}

function checkNew(email: string, { role = [] }: Pick<Wanted, 'role'>): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError(`không phải địa chỉ thư điện tử: ${email}`);
  const unknown = role.filter((name) => !isRole(name));
  if (role.length === 0 || unknown.length > 0)
    throw new UsageError(`add cần --role với một trong: ${staffRoles.join(', ')}`);
}

const isRole = (name: string): name is StaffRole => staffRoles.some((role) => role === name);

async function add({ tx, host, wanted }: Call): Promise<void> {
  const { officeId, neighbourhoodId } = await findPlaces(tx, wanted);
  const grants = (wanted.role ?? []).filter(isRole).map((role) => {
    const atOffice = role === 'officer' || role === 'lead';
    if (atOffice && officeId === null) throw new UsageError(`${role} cần --office với mã phòng, ban có thật`);
    if (role === 'head' && neighbourhoodId === null)
      throw new UsageError('head cần --neighbourhood với mã khu phố có thật');
    return {
      role,
      officeId: atOffice ? officeId : null,
      neighbourhoodId: role === 'head' ? neighbourhoodId : null,
    };
  });
  const person = { email: wanted.email, name: wanted.name ?? '', grants };
  const added = await addPerson(tx, person, operator());
  host.out(
    wanted.json
      ? JSON.stringify(added)
      : `Đã thêm ${wanted.email}. Mật khẩu dùng một lần: ${added.oneTimePassword}  (chỉ hiện lần này)`,
  );
}

async function list({ tx, host, wanted }: Call): Promise<void> {
  for (const person of await listPeople(tx)) {
    const roles = person.grants.map(({ role }) => role).join(', ');
    const state = person.disabled ? '  (đã khóa)' : '';
    host.out(
      wanted.json
        ? JSON.stringify(person)
        : `${person.id}  ${person.email}  ${person.name}  ${roles}${state}`,
    );
  }
}

async function reset({ tx, host, wanted }: Call): Promise<void> {
  const { token, expiresAt } = await makeResetLink(tx, await idOf(tx, wanted.email), operator());
  const { publicUrl, port } = host.config.server;
  const url = resetAddress(publicUrl ?? `http://localhost:${port}`, token);
  host.out(wanted.json ? JSON.stringify({ url, expiresAt }) : `Dùng một lần, trong 24 giờ: ${url}`);
}

async function disable({ tx, host, wanted }: Call): Promise<void> {
  const id = await idOf(tx, wanted.email);
  await changePerson(tx, id, { disabled: true }, operator());
  host.out(wanted.json ? JSON.stringify({ id, disabled: true }) : `Đã khóa tài khoản ${wanted.email}.`);
}

const operator = () => ({ staffId: null, at: Date.now() });

async function idOf(tx: WardTx, email: string): Promise<number> {
  const person = (await listPeople(tx)).find((known) => known.email === email.toLowerCase());
  if (!person) throw new UsageError(`không có cán bộ nào dùng địa chỉ ${email}`);
  return person.id;
}
