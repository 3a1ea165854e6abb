import type { FlowBundle } from '../../engine/flow-book.ts';
import type { Database, Tx } from '../../store/database.ts';

/** Keeps the current bundles, so that a session pinned to one of them outlives the next deployment. */
export async function keepBundles(db: Database, bundles: readonly FlowBundle[]): Promise<void> {
  await db.systemQuery(
    `insert into flow_version (flow_id, version, bundle)
     select * from unnest($1::text[], $2::text[], $3::jsonb[])
     on conflict (flow_id, version) do update set last_used_at = now()`,
    [
      bundles.map((bundle) => bundle.id),
      bundles.map((bundle) => bundle.version),
      bundles.map((bundle) => JSON.stringify(bundle)),
    ],
  );
}

export async function loadBundle(tx: Tx, flowId: string, version: string): Promise<unknown> {
  const rows = await tx.query<{ bundle: unknown }>(
    'select bundle from flow_version where flow_id = $1 and version = $2',
    [flowId, version],
  );
  return rows[0]?.bundle;
}
