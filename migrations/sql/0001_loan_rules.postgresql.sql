-- The rules of loans: what was agreed and what happened is kept, for PostgreSQL.

CREATE TRIGGER rule_loan_not_updated BEFORE UPDATE ON loan
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_not_deleted BEFORE DELETE ON loan
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_not_truncated BEFORE TRUNCATE ON loan
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_event_not_updated BEFORE UPDATE ON loan_event
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_event_not_deleted BEFORE DELETE ON loan_event
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_event_not_truncated BEFORE TRUNCATE ON loan_event
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_product_not_updated BEFORE UPDATE ON loan_product
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_product_not_deleted BEFORE DELETE ON loan_product
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_product_not_truncated BEFORE TRUNCATE ON loan_product
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_vote_not_updated BEFORE UPDATE ON loan_vote
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_vote_not_deleted BEFORE DELETE ON loan_vote
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_vote_not_truncated BEFORE TRUNCATE ON loan_vote
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_application_not_renumbered
  BEFORE UPDATE OF club_id, application_no ON loan_application
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_application_not_deleted BEFORE DELETE ON loan_application
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_loan_application_not_truncated BEFORE TRUNCATE ON loan_application
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('record_is_kept');
