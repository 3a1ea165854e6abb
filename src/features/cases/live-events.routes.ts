import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '../../contracts/console/lookups.ts';
import { type StaffRoute, staffRoute, streaming } from '../staff/index.ts';
import { refusal } from './cases.errors.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { createLiveEvents } from './live-events.ts';

const defaultHeartbeatMs = 20_000;
/** A browser comes back after a line has ended: with a session that may have ended meanwhile. */
const longestMs = 10 * 60_000;
const reconnectMs = 2_000;
/** Tabs of one person; more is a script. */
const maxStreams = 8;
/** A page that does not read: it comes back and looks at everything anew. */
const maxUnreadBytes = 64 * 1024;

/** `GET /events`: a line for whatever changes that this person may see. */
export function createLiveRoutes({
  db,
  onFault,
  stopping,
  heartbeatMs = defaultHeartbeatMs,
}: CaseRoutesDeps): readonly StaffRoute[] {
  const live = createLiveEvents(db, onFault);
  const openByStaff = new Map<number, number>();
  const responses = new Set<ServerResponse>();
  stopping?.addEventListener('abort', () => {
    for (const response of responses) response.end();
  });
  return [
    staffRoute({
      method: 'GET',
      path: '/events',
      summary: 'Dòng tin trực tiếp: điều gì vừa thay đổi',
      async handle({ actor, response }) {
        const open = openByStaff.get(actor.staffId) ?? 0;
        if (open >= maxStreams) throw refusal('too_many_streams');
        openByStaff.set(actor.staffId, open + 1);
        responses.add(response);
        const unfollow = live.follow(actor, {
          onEvent: (event) => send(response, event),
          // The page comes back at once, if it still may, and with the roles of now.
          onEnd: () => response.end(),
        });
        response.once('close', () => {
          unfollow();
          responses.delete(response);
          const left = (openByStaff.get(actor.staffId) ?? 1) - 1;
          if (left > 0) openByStaff.set(actor.staffId, left);
          else openByStaff.delete(actor.staffId);
        });
        begin(response, heartbeatMs);
        return streaming;
      },
    }),
  ];
}

function begin(response: ServerResponse, heartbeatMs: number): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${reconnectMs}\n\n`);
  // What changed between the page's last look and this line.
  send(response, { kind: 'resync', id: null });
  const heartbeat = setInterval(() => response.write(': beat\n\n'), heartbeatMs);
  const end = setTimeout(() => response.end(), longestMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(end);
  });
}

function send(response: ServerResponse, event: LiveEvent): void {
  if (!response.writable) return;
  response.write(`data: ${JSON.stringify(event)}\n\n`);
  if (response.writableLength > maxUnreadBytes) response.destroy();
}
