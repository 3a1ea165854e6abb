import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { Environment } from '../../src/environment.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const Duration = z.string().regex(/^\d+(s|m)$/);
const HealthCheck = z.strictObject({
  test: z.array(z.string()).min(2),
  interval: Duration,
  timeout: Duration,
  start_period: Duration.optional(),
  retries: z.number().int().positive(),
});
const Service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  restart: z.literal('unless-stopped'),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\//)),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  deploy: z.strictObject({ replicas: z.number().int() }).optional(),
  healthcheck: HealthCheck,
  shm_size: z.string().optional(),
  stop_grace_period: Duration.optional(),
});
const Compose = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});

function readCompose(): z.infer<typeof Compose> {
  return Compose.parse(parse(read('compose.yaml'), { merge: true }));
}

function service(name: string): z.infer<typeof Service> {
  const found = readCompose().services[name];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}

describe('compose.yaml', () => {
  it('describes PostgreSQL, Redis, a web process and two workers, each with a health check', () => {
    expect(Object.keys(readCompose().services)).toEqual(['postgres', 'redis', 'web', 'worker']);
    expect(service('worker').deploy?.replicas).toBe(2);
  });

  it('waits for the health of what each service needs', () => {
    expect(Object.keys(service('web').depends_on ?? {})).toEqual(['postgres', 'redis']);
    expect(Object.keys(service('worker').depends_on ?? {})).toEqual(['postgres', 'redis', 'web']);
  });

  it('keeps every queue key in Redis, also over a restart', () => {
    const command = service('redis').command?.join(' ');

    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  it('declares every volume that it mounts', () => {
    const { services, volumes } = readCompose();
    const mounted = Object.values(services).flatMap((each) =>
      each.volumes.map((mount) => mount.split(':')[0]),
    );

    expect([...new Set(mounted)].sort()).toEqual(Object.keys(volumes).sort());
  });

  it('holds no secret: passwords come from the operator and are demanded', () => {
    const text = read('compose.yaml');

    for (const name of ['POSTGRES_PASSWORD', 'APP_SECRET']) {
      expect(text).not.toMatch(new RegExp(`${name}: (?!\\$\\{${name}:\\?)`));
    }
  });

  it.each(['web', 'worker'])('gives the %s a configuration that it accepts', (name) => {
    const environment = service(name).environment ?? {};
    const filled = Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [
        key,
        value.replaceAll(/\$\{[^}]+\}/g, 'x'.repeat(32)),
      ]),
    );

    expect(Object.keys(Environment.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(readConfig(filled)).toMatchObject({ ok: true, value: { server: { role: name } } });
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const find = (instruction: string) => lastStage.find((line) => line.startsWith(`${instruction} `)) ?? '';

  it('runs as an ordinary user, stops on SIGTERM and tells its health without curl', () => {
    expect(find('USER')).toBe('USER node');
    expect(find('STOPSIGNAL')).toBe('STOPSIGNAL SIGTERM');
    expect(find('HEALTHCHECK')).toContain('CMD ["node", "scripts/health.mjs"]');
  });

  it('starts Node itself, so that signals reach it', () => {
    expect(find('CMD')).toMatch(/^CMD \["node", .*"dist\/main\.js"\]$/);
  });

  it('carries no development package and everything that the program reads', () => {
    const image = lastStage.join('\n');

    expect(read('Dockerfile')).toContain('npm ci --omit=dev');
    for (const path of ['dist', 'flows', 'content', 'src/store/migrations'])
      expect(image).toMatch(new RegExp(`[ /]${path} `));
  });

  it('copies only what exists', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));

    expect(copied.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it('gives every variable a name that the program knows', () => {
    const names = lastStage.flatMap((line) => /^ENV ([A-Z_]+)=/.exec(line)?.[1] ?? []);

    expect(names.filter((name) => name !== 'NODE_ENV' && !(name in Environment.shape))).toEqual([]);
  });
});
