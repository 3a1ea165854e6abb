/**
 * One process of an installation that holds a Zalo account and renews its token on each line of its input.
 * Environment: DATABASE, APP_SECRET, ACCOUNT, OAUTH, APP_ID, ZALO_SECRET, and DIES to be killed in the moment
 * between the platform's answer and the commit.
 */
import { createInterface } from 'node:readline';
import { ZaloOaConfig } from '../../../src/channels/zalo-oa/config.ts';
import { createZaloOa } from '../../../src/channels/zalo-oa/index.ts';
import { accountId } from '../../../src/core/ids.ts';
import { createTokenVault } from '../../../src/features/accounts/index.ts';
import { createHttpClient, type HttpClient } from '../../../src/lib/http-client.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createSeal } from '../../../src/lib/seal.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createTestHost } from '../channel-host.ts';

const env = (name: string): string => process.env[name] ?? '';

const db = openDatabase({ url: env('DATABASE'), poolSize: 3, onError: () => undefined });
const vault = createTokenVault(
  { db, seal: createSeal(env('APP_SECRET')), log: createLogger('silent') },
  accountId(Number(env('ACCOUNT'))),
);

/** SIGKILL, so that nothing of ours has a say in it. */
function dying(http: HttpClient): HttpClient {
  const request = async (wanted: Parameters<HttpClient['request']>[0]) => {
    const answer = await http.request(wanted);
    process.kill(process.pid, 'SIGKILL');
    return answer;
  };
  return { ...http, request: request as HttpClient['request'] };
}

const http = createHttpClient();
const url = env('OAUTH');
const zalo = createZaloOa({
  oaId: 'oa',
  config: ZaloOaConfig.parse({
    appId: env('APP_ID'),
    appSecret: env('ZALO_SECRET'),
    oaSecretKey: 'key',
    openapiUrl: url,
    oauthUrl: url,
    businessUrl: url,
    graphUrl: url,
  }),
  host: createTestHost({ tokens: vault, http: env('DIES') ? dying(http) : http }),
});

createInterface({ input: process.stdin }).on('line', async () => {
  const tended = await zalo.tendToken();
  process.stdout.write(`${JSON.stringify(tended)}\n`);
});
process.stdin.on('end', () => void db.close());
process.stdout.write('ready\n');
