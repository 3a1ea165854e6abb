DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'office', 'neighbourhood', 'staff_role', 'staff_session', 'staff_token', 'audit_entry',
    'case_category', 'routing_rule', 'deadline_rule', 'case_counter', 'citizen_case', 'case_event', 'case_note',
    'case_photo', 'case_answer', 'case_message', 'case_follower', 'answer_template', 'petition'
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
--> statement-breakpoint
-- What happened to a case and what staff did is added to, never changed: not by the application, not by its owner.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are added only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER added_only BEFORE UPDATE ON case_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
REVOKE UPDATE, DELETE ON case_event, audit_entry FROM gan_dan_ward;
--> statement-breakpoint
REVOKE DELETE ON citizen_case FROM gan_dan_ward;
