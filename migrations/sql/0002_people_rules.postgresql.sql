-- What was done and seen, and what was decided, is kept as it was, for PostgreSQL.

CREATE TRIGGER rule_audit_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_service_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON service_record
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_access_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON access_record
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_approval_decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_decision
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_sign_in_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');
