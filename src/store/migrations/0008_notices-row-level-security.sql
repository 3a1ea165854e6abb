DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'staff_notice', 'staff_push', 'staff_chat', 'publication', 'knowledge_edit', 'data_request'
  ]
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
