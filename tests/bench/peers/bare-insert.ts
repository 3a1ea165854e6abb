import express from 'express';
import pg from 'pg';
import { peerOptions, serve } from './serve.ts';

/** The least that a webhook can do and lose nothing: express, one INSERT, 200. */
const pool = new pg.Pool({ connectionString: peerOptions().storeUrl, max: 10 });
await pool.query(`create table if not exists bare_event
  (id bigserial primary key, event_id text unique, payload jsonb not null, at timestamptz not null default now())`);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json());
app.post('/webhook', async (request, response) => {
  const update = request.body as { update_id: number };
  await pool.query('insert into bare_event (event_id, payload) values ($1, $2) on conflict do nothing', [
    String(update.update_id),
    update,
  ]);
  response.status(200).send('ok');
});
serve(app);
