-- Tokens are the house's own: no ward's connection reads them.
REVOKE ALL ON channel_token, token_renewal, pending_consent FROM gan_dan_ward;
--> statement-breakpoint
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['short_link', 'short_link_day']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY of_its_ward ON %I TO gan_dan_ward '
      'USING (ward_id = nullif(current_setting(''app.ward_id'', true), '''')::int) '
      'WITH CHECK (ward_id = nullif(current_setting(''app.ward_id'', true), '''')::int)',
      tenant_table
    );
  END LOOP;
END $$;
