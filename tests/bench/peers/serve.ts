import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on the loopback and tells the benchmark where. */
export function serve(app: RequestListener): void {
  const server = createServer(app);
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.on('disconnect', () => process.exit(0));
}

/** How a peer is told what it needs: JSON in its first argument. */
export interface PeerOptions {
  readonly apiRoot: string;
  readonly token: string;
  readonly secret: string;
  /** PostgreSQL or Redis, for those that store something. */
  readonly storeUrl?: string;
}

export function peerOptions(): PeerOptions {
  return JSON.parse(process.argv[2] ?? '{}') as PeerOptions;
}

/** About as long as one of our own answers. */
export const peerAnswer = `Giấy tờ cần nộp – Thủ tục mẫu:\n${'- Tờ khai theo mẫu, 1 bản chính\n'.repeat(12)}`;
