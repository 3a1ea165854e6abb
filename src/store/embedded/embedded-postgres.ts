import { findBinaries } from './binaries.ts';
import { type Cluster, clusterPassword, clusterUrl, initialiseCluster, startCluster } from './cluster.ts';
import { type DataHome, prepareHome } from './data-home.ts';
import { type OsUser, postgresOsUser } from './os-user.ts';
import { acquireOwnerLock, type Owner, type OwnerLock, readOwner } from './owner-lock.ts';

export interface EmbeddedPostgres {
  /** Connection string of the maintenance database `postgres`. */
  readonly url: string;
  /** True when another process owns the server and we are its guest. */
  readonly guest: boolean;
  stop(): Promise<void>;
}

/** Raised when this process must own the server and another one already does. */
export class HeldByAnother extends Error {
  readonly owner: Owner;

  constructor(dataDir: string, owner: Owner) {
    super(
      `Thư mục dữ liệu ${dataDir} đang do tiến trình ${owner.pid} sử dụng` +
        (owner.port ? ` (PostgreSQL ở cổng ${owner.port})` : '') +
        '. Hãy dừng tiến trình đó, hoặc đặt DATA_DIR khác.',
    );
    this.name = 'HeldByAnother';
    this.owner = owner;
  }
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** `own`: be the owner or fail; `share`: be the owner, or the guest of a running one. */
  readonly mode: 'own' | 'share';
  readonly onRestart?: (reason: string) => void;
}

const startingTimeoutMs = 30_000;

/** Real PostgreSQL as a child process under DATA_DIR, one owner at a time. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = await postgresOsUser();
  const home = await prepareHome(options.dataDir, await findBinaries(), user);
  const taken = await acquireOwnerLock(options.dataDir);
  if ('lock' in taken) return own(options, home, user, taken.lock);
  if (options.mode === 'own') throw new HeldByAnother(options.dataDir, taken.owner);
  return visit(options.dataDir, taken.owner);
}

async function own(
  options: EmbeddedOptions,
  home: DataHome,
  user: OsUser | undefined,
  lock: OwnerLock,
): Promise<EmbeddedPostgres> {
  try {
    const password = await clusterPassword(options.dataDir);
    await initialiseCluster(home, password, user);
    const keeper = await keepRunning((port) => startCluster(home, user, port), options.onRestart);
    await lock.publish(keeper.port());
    return {
      url: clusterUrl(keeper.port(), password, 'postgres'),
      guest: false,
      async stop() {
        await keeper.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Keeper {
  port(): number;
  stop(): Promise<void>;
}

/** Starts the server again, on the same port, when it dies without being asked to. */
async function keepRunning(
  start: (port?: number) => Promise<Cluster>,
  onRestart: EmbeddedOptions['onRestart'],
): Promise<Keeper> {
  let cluster = await start();
  const { port } = cluster;
  let stopping = false;
  const watch = (running: Cluster): void => {
    void running.ended.then(async () => {
      while (!stopping) {
        onRestart?.('PostgreSQL ended unexpectedly');
        const again = await start(port).catch(() => undefined);
        if (again) {
          cluster = again;
          watch(again);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    });
  };
  watch(cluster);
  return {
    port: () => port,
    async stop() {
      stopping = true;
      await cluster.stop();
    },
  };
}

async function visit(dataDir: string, seen: Owner): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + startingTimeoutMs;
  let owner: Owner | undefined = seen;
  while (!owner?.port && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    owner = await readOwner(dataDir);
  }
  if (!owner?.port) throw new HeldByAnother(dataDir, seen);
  const password = await clusterPassword(dataDir);
  return { url: clusterUrl(owner.port, password, 'postgres'), guest: true, stop: async () => undefined };
}
