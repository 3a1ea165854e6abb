-- The application's connections act as gan_dan_ward: without a ward in app.ward_id they see no tenant's row.
-- Roles belong to the whole server, so several databases may create them at the same time.
DO $$
BEGIN
  CREATE ROLE gan_dan_ward NOLOGIN NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT gan_dan_ward TO %I', current_user);
EXCEPTION WHEN unique_violation OR duplicate_object OR SQLSTATE 'XX000' THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO gan_dan_ward;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gan_dan_ward;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO gan_dan_ward;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gan_dan_ward;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO gan_dan_ward;
--> statement-breakpoint
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'ward_id'
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
--> statement-breakpoint
ALTER TABLE ward ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY itself ON ward TO gan_dan_ward
  USING (id = nullif(current_setting('app.ward_id', true), '')::int)
  WITH CHECK (id = nullif(current_setting('app.ward_id', true), '')::int);
