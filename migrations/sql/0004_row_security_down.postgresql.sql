-- Takes away what 0004_row_security sets: every policy of that name, and row security with it.
DO $row_security$
DECLARE
  named text;
BEGIN
  FOR named IN SELECT tablename FROM pg_policies
      WHERE schemaname = current_schema() AND policyname = 'named_clubs' LOOP
    EXECUTE format('DROP POLICY named_clubs ON %I', named);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', named);
  END LOOP;
END $row_security$;
