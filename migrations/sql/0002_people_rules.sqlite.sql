-- What was done and seen, and what was decided, is kept as it was, for SQLite.

CREATE TRIGGER rule_audit_record_not_updated BEFORE UPDATE ON audit_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_audit_record_not_deleted BEFORE DELETE ON audit_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_service_record_not_updated BEFORE UPDATE ON service_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_service_record_not_deleted BEFORE DELETE ON service_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_access_record_not_updated BEFORE UPDATE ON access_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_access_record_not_deleted BEFORE DELETE ON access_record BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_approval_decision_not_updated BEFORE UPDATE ON approval_decision BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_approval_decision_not_deleted BEFORE DELETE ON approval_decision BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_sign_in_not_updated BEFORE UPDATE ON sign_in BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_sign_in_not_deleted BEFORE DELETE ON sign_in BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;
