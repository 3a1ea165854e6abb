import express from 'express';
import pg from 'pg';
import { peerOptions, serve } from './serve.ts';

/** The least that a page can be: a constant JSON, and the rows of a list without looking who asks. */
const pool = new pg.Pool({ connectionString: peerOptions().storeUrl, max: 4 });
const row = { id: 1, code: 'PA-261122-0042-K', excerpt: 'Đèn đường hư ba hôm nay'.repeat(6), state: 'new' };
const constant = { cases: Array.from({ length: 50 }, (_, id) => ({ ...row, id })), next: null };

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.get('/constant', (_request, response) => void response.json(constant));
app.get('/select', async (_request, response) => {
  const { rows } = await pool.query(
    `select id, code, kind, category, state, left(body, 160) as excerpt, urgent, channel, received_at, due_at
     from citizen_case where state in ('new', 'in_progress', 'waiting')
     order by urgent desc, due_at, id limit 51`,
  );
  response.json({ cases: rows });
});
serve(app);
