-- The rules that the database holds by itself (DESIGN.md, section 4), for SQLite.
-- Lines come first, then the header, whose trigger adds them up; then vouchers and words;
-- then the club's counter, whose trigger folds the new entries into the balances.

CREATE TRIGGER rule_line_before_header BEFORE INSERT ON journal_line BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted') WHERE EXISTS (
    SELECT 1 FROM journal_entry WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no);
END;

CREATE TRIGGER rule_entry_is_lawful BEFORE INSERT ON journal_entry BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no)
      THEN RAISE(ABORT, 'rule:entry_is_posted')
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE club_id = NEW.club_id
        AND request_id = NEW.request_id AND request_part = NEW.request_part)
      THEN RAISE(ABORT, 'rule:request_is_posted')
    WHEN NEW.entry_no > 1 AND NOT EXISTS (SELECT 1 FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no - 1)
      THEN RAISE(ABORT, 'rule:entry_number_has_gap')
    WHEN NEW.previous_hash <> coalesce((SELECT hash FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no - 1), zeroblob(32))
      THEN RAISE(ABORT, 'rule:chain_is_broken')
    WHEN NEW.recorded_at < (SELECT recorded_at FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no - 1)
      THEN RAISE(ABORT, 'rule:recorded_time_goes_back')
    WHEN NOT EXISTS (SELECT 1 FROM fiscal_period WHERE club_id = NEW.club_id
        AND period = substr(NEW.occurred_on, 1, 7) AND closed_at IS NULL)
      THEN RAISE(ABORT, 'rule:period_is_not_open')
    WHEN (SELECT count(*) FROM journal_line
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no) < 2
      THEN RAISE(ABORT, 'rule:entry_has_fewer_than_two_lines')
    WHEN EXISTS (SELECT 1 FROM journal_line
        WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no
        GROUP BY +fund HAVING sum(debit) <> sum(credit))
      THEN RAISE(ABORT, 'rule:entry_does_not_balance')
    WHEN NEW.reverses IS NOT NULL AND (NEW.reverses >= NEW.entry_no OR NOT EXISTS (
        SELECT 1 FROM journal_entry WHERE club_id = NEW.club_id AND entry_no = NEW.reverses
          AND reverses IS NULL))
      THEN RAISE(ABORT, 'rule:reversal_names_no_entry')
    WHEN NEW.reverses IS NOT NULL AND EXISTS (
        SELECT 1 FROM journal_entry WHERE club_id = NEW.club_id AND reverses = NEW.reverses)
      THEN RAISE(ABORT, 'rule:entry_is_reversed')
  END;
END;

CREATE TRIGGER rule_entry_not_updated BEFORE UPDATE ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_entry_not_deleted BEFORE DELETE ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_line_not_updated BEFORE UPDATE ON journal_line BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_line_not_deleted BEFORE DELETE ON journal_line BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_voucher_in_series BEFORE INSERT ON voucher BEGIN
  SELECT CASE
    WHEN NEW.no <> 1 + coalesce((SELECT last_no FROM voucher_counter
        WHERE club_id = NEW.club_id AND year = NEW.year AND series = NEW.series), 0)
      THEN RAISE(ABORT, 'rule:voucher_number_has_gap')
    WHEN NEW.entry_no <= (SELECT last_entry_no FROM club_counter WHERE club_id = NEW.club_id)
      THEN RAISE(ABORT, 'rule:entry_is_posted')
  END;
END;

CREATE TRIGGER rule_voucher_counted AFTER INSERT ON voucher BEGIN
  INSERT INTO voucher_counter (club_id, year, series, last_no)
    VALUES (NEW.club_id, NEW.year, NEW.series, NEW.no)
    ON CONFLICT (club_id, year, series) DO UPDATE SET last_no = excluded.last_no;
END;

CREATE TRIGGER rule_voucher_not_updated BEFORE UPDATE ON voucher BEGIN
  SELECT RAISE(ABORT, 'rule:voucher_is_issued');
END;

CREATE TRIGGER rule_voucher_not_deleted BEFORE DELETE ON voucher BEGIN
  SELECT RAISE(ABORT, 'rule:voucher_is_issued');
END;

CREATE TRIGGER rule_voucher_counter_begins BEFORE INSERT ON voucher_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows')
  WHERE NEW.last_no <> 1 + coalesce((SELECT last_no FROM voucher_counter
      WHERE club_id = NEW.club_id AND year = NEW.year AND series = NEW.series), 0)
    OR NOT EXISTS (SELECT 1 FROM voucher WHERE club_id = NEW.club_id AND year = NEW.year
      AND series = NEW.series AND no = NEW.last_no);
END;

CREATE TRIGGER rule_voucher_counter_advances BEFORE UPDATE ON voucher_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows')
  WHERE NEW.club_id <> OLD.club_id OR NEW.year <> OLD.year OR NEW.series <> OLD.series
    OR NEW.last_no <> OLD.last_no + 1 OR NOT EXISTS (
    SELECT 1 FROM voucher WHERE club_id = NEW.club_id AND year = NEW.year
      AND series = NEW.series AND no = NEW.last_no);
END;

CREATE TRIGGER rule_voucher_counter_not_deleted BEFORE DELETE ON voucher_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows');
END;

CREATE TRIGGER rule_text_with_its_entry BEFORE INSERT ON entry_text BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted') WHERE NEW.entry_no <= (
    SELECT last_entry_no FROM club_counter WHERE club_id = NEW.club_id);
END;

CREATE TRIGGER rule_text_only_erased BEFORE UPDATE ON entry_text BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted') WHERE NEW.club_id <> OLD.club_id
    OR NEW.entry_no <> OLD.entry_no
    OR ((NEW.narration IS NOT OLD.narration OR NEW.narration_salt IS NOT OLD.narration_salt)
      AND (NEW.narration IS NOT NULL OR NEW.narration_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'narration')))
    OR ((NEW.payer_name IS NOT OLD.payer_name OR NEW.payer_name_salt IS NOT OLD.payer_name_salt)
      AND (NEW.payer_name IS NOT NULL OR NEW.payer_name_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'payer_name')))
    OR ((NEW.payer_address IS NOT OLD.payer_address
        OR NEW.payer_address_salt IS NOT OLD.payer_address_salt)
      AND (NEW.payer_address IS NOT NULL OR NEW.payer_address_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'payer_address')));
END;

CREATE TRIGGER rule_text_not_deleted BEFORE DELETE ON entry_text BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_text_not_replaced BEFORE INSERT ON entry_text BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted') WHERE EXISTS (
    SELECT 1 FROM entry_text WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no);
END;

CREATE TRIGGER rule_erasure_not_replaced BEFORE INSERT ON erasure BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept') WHERE EXISTS (SELECT 1 FROM erasure
    WHERE club_id = NEW.club_id AND entry_no = NEW.entry_no AND field = NEW.field);
END;

CREATE TRIGGER rule_erasure_not_updated BEFORE UPDATE ON erasure BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_erasure_not_deleted BEFORE DELETE ON erasure BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_document_with_its_entry BEFORE INSERT ON document BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted') WHERE NEW.entry_no <= (
    SELECT last_entry_no FROM club_counter WHERE club_id = NEW.club_id);
END;

CREATE TRIGGER rule_document_not_updated BEFORE UPDATE ON document BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_document_not_deleted BEFORE DELETE ON document BEGIN
  SELECT RAISE(ABORT, 'rule:entry_is_posted');
END;

CREATE TRIGGER rule_request_not_replaced BEFORE INSERT ON request BEGIN
  SELECT RAISE(ABORT, 'rule:request_is_posted') WHERE EXISTS (SELECT 1 FROM request
    WHERE club_id = NEW.club_id AND request_id = NEW.request_id);
END;

CREATE TRIGGER rule_request_not_updated BEFORE UPDATE ON request BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_request_not_deleted BEFORE DELETE ON request BEGIN
  SELECT RAISE(ABORT, 'rule:record_is_kept');
END;

CREATE TRIGGER rule_period_begins BEFORE INSERT ON fiscal_period BEGIN
  SELECT RAISE(ABORT, 'rule:period_is_closed') WHERE NEW.closed_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM fiscal_period WHERE club_id = NEW.club_id
      AND (period = NEW.period OR (period > NEW.period AND closed_at IS NOT NULL)));
END;

CREATE TRIGGER rule_period_closes_once BEFORE UPDATE ON fiscal_period BEGIN
  SELECT CASE
    WHEN OLD.closed_at IS NOT NULL OR NEW.club_id <> OLD.club_id OR NEW.period <> OLD.period
      OR NEW.opened_at <> OLD.opened_at OR NEW.closed_at IS NULL
      THEN RAISE(ABORT, 'rule:period_is_closed')
    WHEN EXISTS (SELECT 1 FROM fiscal_period WHERE club_id = NEW.club_id
        AND period < NEW.period AND closed_at IS NULL)
      THEN RAISE(ABORT, 'rule:earlier_period_is_open')
  END;
END;

CREATE TRIGGER rule_period_not_deleted BEFORE DELETE ON fiscal_period BEGIN
  SELECT RAISE(ABORT, 'rule:period_is_closed');
END;

CREATE TRIGGER rule_counter_begins BEFORE INSERT ON club_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows')
  WHERE NEW.last_entry_no <> 0 OR NEW.folding <> NEW.rebuilds OR EXISTS (
    SELECT 1 FROM club_counter WHERE club_id = NEW.club_id);
END;

CREATE TRIGGER rule_counter_advances
BEFORE UPDATE OF club_id, last_entry_no, last_hash, last_recorded_at ON club_counter BEGIN
  SELECT CASE
    WHEN NEW.last_entry_no < OLD.last_entry_no OR NOT EXISTS (SELECT 1 FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.last_entry_no
          AND hash = NEW.last_hash AND recorded_at = NEW.last_recorded_at)
      OR EXISTS (SELECT 1 FROM journal_entry
        WHERE club_id = NEW.club_id AND entry_no = NEW.last_entry_no + 1)
      THEN RAISE(ABORT, 'rule:counter_follows_its_rows')
    WHEN (SELECT count(*) FROM voucher WHERE club_id = NEW.club_id AND void_salt IS NULL
        AND entry_no > OLD.last_entry_no) <> NEW.last_entry_no - OLD.last_entry_no
      THEN RAISE(ABORT, 'rule:entry_has_no_voucher')
    WHEN (SELECT count(*) FROM entry_text WHERE club_id = NEW.club_id
        AND entry_no > OLD.last_entry_no) <> NEW.last_entry_no - OLD.last_entry_no
      THEN RAISE(ABORT, 'rule:entry_has_no_text')
  END;
END;

CREATE TRIGGER rule_counter_not_deleted BEFORE DELETE ON club_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows');
END;

-- Balances may be written only between an advance of the counter (or a rebuild) and the moment
-- at which the rule marks it as folded; nobody else can open that gap.
CREATE TRIGGER rule_folding_follows BEFORE UPDATE OF folding ON club_counter BEGIN
  SELECT RAISE(ABORT, 'rule:counter_follows_its_rows')
  WHERE NEW.folding <> NEW.last_entry_no + NEW.rebuilds;
END;

CREATE TRIGGER rule_balances_follow AFTER UPDATE OF last_entry_no ON club_counter
WHEN NEW.last_entry_no > OLD.last_entry_no BEGIN
  INSERT INTO balance (club_id, account, fund, debit, credit)
    SELECT NEW.club_id, account, fund, sum(debit), sum(credit) FROM journal_line
    WHERE club_id = NEW.club_id AND entry_no > OLD.last_entry_no GROUP BY +account, +fund
    ON CONFLICT (club_id, account, fund)
    DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, substr(e.occurred_on, 1, 7), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l CROSS JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id AND l.entry_no > OLD.last_entry_no GROUP BY 2, 3, 4
    ON CONFLICT (club_id, period, account, fund)
    DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, substr(e.occurred_on, 1, 4), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l CROSS JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id AND l.entry_no > OLD.last_entry_no GROUP BY 2, 3, 4
    ON CONFLICT (club_id, period, account, fund)
    DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  UPDATE club_counter SET folding = last_entry_no + rebuilds WHERE club_id = NEW.club_id;
END;

CREATE TRIGGER rule_balances_rebuilt AFTER UPDATE OF rebuilds ON club_counter
WHEN NEW.rebuilds <> OLD.rebuilds BEGIN
  DELETE FROM balance WHERE club_id = NEW.club_id;
  DELETE FROM period_balance WHERE club_id = NEW.club_id;
  INSERT INTO balance (club_id, account, fund, debit, credit)
    SELECT NEW.club_id, account, fund, sum(debit), sum(credit) FROM journal_line
    WHERE club_id = NEW.club_id GROUP BY +account, +fund;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, substr(e.occurred_on, 1, 7), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l CROSS JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id GROUP BY 2, 3, 4;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, substr(period, 1, 4), account, fund, sum(debit), sum(credit)
    FROM period_balance WHERE club_id = NEW.club_id GROUP BY 2, 3, 4;
  UPDATE club_counter SET folding = last_entry_no + rebuilds WHERE club_id = NEW.club_id;
END;

CREATE TRIGGER rule_balance_not_inserted BEFORE INSERT ON balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = NEW.club_id AND folding <> last_entry_no + rebuilds);
END;

CREATE TRIGGER rule_balance_not_updated BEFORE UPDATE ON balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = NEW.club_id AND folding <> last_entry_no + rebuilds);
END;

CREATE TRIGGER rule_balance_not_deleted BEFORE DELETE ON balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = OLD.club_id AND folding <> last_entry_no + rebuilds);
END;

CREATE TRIGGER rule_period_balance_not_inserted BEFORE INSERT ON period_balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = NEW.club_id AND folding <> last_entry_no + rebuilds);
END;

CREATE TRIGGER rule_period_balance_not_updated BEFORE UPDATE ON period_balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = NEW.club_id AND folding <> last_entry_no + rebuilds);
END;

CREATE TRIGGER rule_period_balance_not_deleted BEFORE DELETE ON period_balance BEGIN
  SELECT RAISE(ABORT, 'rule:balance_is_derived') WHERE NOT EXISTS (SELECT 1 FROM club_counter
    WHERE club_id = OLD.club_id AND folding <> last_entry_no + rebuilds);
END;
