-- The rules of loans: what was agreed and what happened is kept, for SQLite.

CREATE TRIGGER rule_loan_not_replaced BEFORE INSERT ON loan BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM loan
    WHERE club_id = NEW.club_id AND (loan_no = NEW.loan_no OR paper_code = NEW.paper_code
      OR application_no = NEW.application_no));
END;

CREATE TRIGGER rule_loan_not_updated BEFORE UPDATE ON loan BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_not_deleted BEFORE DELETE ON loan BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_event_not_replaced BEFORE INSERT ON loan_event BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM loan_event
    WHERE club_id = NEW.club_id AND loan_no = NEW.loan_no AND event_no = NEW.event_no);
END;

CREATE TRIGGER rule_loan_event_not_updated BEFORE UPDATE ON loan_event BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_event_not_deleted BEFORE DELETE ON loan_event BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_product_not_replaced BEFORE INSERT ON loan_product BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM loan_product
    WHERE club_id = NEW.club_id AND product_no = NEW.product_no AND valid_from = NEW.valid_from);
END;

CREATE TRIGGER rule_loan_product_not_updated BEFORE UPDATE ON loan_product BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_product_not_deleted BEFORE DELETE ON loan_product BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_vote_not_replaced BEFORE INSERT ON loan_vote BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM loan_vote
    WHERE club_id = NEW.club_id AND application_no = NEW.application_no
      AND member_no = NEW.member_no);
END;

CREATE TRIGGER rule_loan_vote_not_updated BEFORE UPDATE ON loan_vote BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_vote_not_deleted BEFORE DELETE ON loan_vote BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_application_not_replaced BEFORE INSERT ON loan_application BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM loan_application
    WHERE club_id = NEW.club_id AND application_no = NEW.application_no);
END;

-- UPDATE OR REPLACE with another's number would take that one away without a word.
CREATE TRIGGER rule_loan_application_not_renumbered
BEFORE UPDATE OF club_id, application_no ON loan_application BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_loan_application_not_deleted BEFORE DELETE ON loan_application BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;
