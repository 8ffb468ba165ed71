-- The rules that the database holds by itself (DESIGN.md, section 4), for PostgreSQL.
-- Lines come first, then the headers, whose statement's trigger adds them up; then vouchers
-- and words; then the club's counter, whose trigger folds the new entries into the balances.
-- Functions run as the owner: the application's role may not write counters or balances. They
-- look for tables in pg_temp last, so that no table of a session stands in for one of the books.

CREATE FUNCTION rule_refuse() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  RAISE EXCEPTION 'rule:%', TG_ARGV[0] USING ERRCODE = 'CL001';
END $rule$;

CREATE FUNCTION rule_line_before_header() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT club_id, min(entry_no) AS low, max(entry_no) AS high
      FROM fresh GROUP BY club_id) f JOIN journal_entry e
      ON e.club_id = f.club_id AND e.entry_no BETWEEN f.low AND f.high) THEN
    RAISE EXCEPTION 'rule:entry_is_posted' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_entries_are_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
DECLARE span record; previous record; found bigint;
BEGIN
  FOR span IN SELECT club_id, min(entry_no) AS low, max(entry_no) AS high, count(*) AS many
      FROM fresh GROUP BY club_id ORDER BY club_id LOOP
    PERFORM 1 FROM club_counter WHERE club_id = span.club_id FOR NO KEY UPDATE;
    IF span.low <= (SELECT last_entry_no FROM club_counter WHERE club_id = span.club_id) THEN
      RAISE EXCEPTION 'rule:entry_is_posted' USING ERRCODE = 'CL001';
    END IF;
    IF span.high - span.low + 1 <> span.many OR (span.low > 1 AND NOT EXISTS (
        SELECT 1 FROM journal_entry
        WHERE club_id = span.club_id AND entry_no = span.low - 1)) THEN
      RAISE EXCEPTION 'rule:entry_number_has_gap' USING ERRCODE = 'CL001';
    END IF;
    SELECT hash, recorded_at INTO previous FROM journal_entry
      WHERE club_id = span.club_id AND entry_no = span.low - 1;
    IF EXISTS (SELECT 1 FROM (SELECT previous_hash, lag(hash, 1, coalesce(previous.hash,
          decode(repeat('00', 32), 'hex'))) OVER (ORDER BY entry_no) AS expected
          FROM fresh WHERE club_id = span.club_id) c WHERE previous_hash <> expected) THEN
      RAISE EXCEPTION 'rule:chain_is_broken' USING ERRCODE = 'CL001';
    END IF;
    IF EXISTS (SELECT 1 FROM (SELECT recorded_at, lag(recorded_at, 1, coalesce(
          previous.recorded_at, '-infinity')) OVER (ORDER BY entry_no) AS before
          FROM fresh WHERE club_id = span.club_id) t WHERE recorded_at < before) THEN
      RAISE EXCEPTION 'rule:recorded_time_goes_back' USING ERRCODE = 'CL001';
    END IF;
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT to_char(occurred_on, 'YYYY-MM') AS period
          FROM fresh WHERE club_id = span.club_id) m WHERE NOT EXISTS (
          SELECT 1 FROM fiscal_period p WHERE p.club_id = span.club_id
          AND p.period = m.period AND p.closed_at IS NULL)) THEN
      RAISE EXCEPTION 'rule:period_is_not_open' USING ERRCODE = 'CL001';
    END IF;
    SELECT count(*) INTO found FROM (SELECT entry_no FROM journal_line
      WHERE club_id = span.club_id AND entry_no BETWEEN span.low AND span.high
      GROUP BY entry_no HAVING count(*) >= 2) two;
    IF found <> span.many THEN
      RAISE EXCEPTION 'rule:entry_has_fewer_than_two_lines' USING ERRCODE = 'CL001';
    END IF;
    IF EXISTS (SELECT 1 FROM journal_line
        WHERE club_id = span.club_id AND entry_no BETWEEN span.low AND span.high
        GROUP BY entry_no, fund HAVING sum(debit) <> sum(credit)) THEN
      RAISE EXCEPTION 'rule:entry_does_not_balance' USING ERRCODE = 'CL001';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh f WHERE f.club_id = span.club_id AND f.reverses IS NOT NULL
        AND (f.reverses >= f.entry_no OR NOT EXISTS (SELECT 1 FROM journal_entry e
          WHERE e.club_id = f.club_id AND e.entry_no = f.reverses AND e.reverses IS NULL))) THEN
      RAISE EXCEPTION 'rule:reversal_names_no_entry' USING ERRCODE = 'CL001';
    END IF;
  END LOOP;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_vouchers_in_series() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
DECLARE span record;
BEGIN
  FOR span IN SELECT club_id, year, series, min(no) AS low, max(no) AS high, count(*) AS many,
      min(entry_no) AS first FROM fresh GROUP BY club_id, year, series ORDER BY 1, 2, 3 LOOP
    IF span.high - span.low + 1 <> span.many OR span.low <> 1 + coalesce((
        SELECT last_no FROM voucher_counter WHERE club_id = span.club_id
        AND year = span.year AND series = span.series), 0) THEN
      RAISE EXCEPTION 'rule:voucher_number_has_gap' USING ERRCODE = 'CL001';
    END IF;
    IF span.first <= (SELECT last_entry_no FROM club_counter
        WHERE club_id = span.club_id) THEN
      RAISE EXCEPTION 'rule:entry_is_posted' USING ERRCODE = 'CL001';
    END IF;
    INSERT INTO voucher_counter (club_id, year, series, last_no)
      VALUES (span.club_id, span.year, span.series, span.high)
      ON CONFLICT (club_id, year, series) DO UPDATE SET last_no = excluded.last_no;
  END LOOP;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_with_its_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT club_id, min(entry_no) AS low FROM fresh
      GROUP BY club_id) f JOIN club_counter c ON c.club_id = f.club_id
      WHERE f.low <= c.last_entry_no) THEN
    RAISE EXCEPTION 'rule:entry_is_posted' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_text_only_erased() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF NEW.club_id <> OLD.club_id OR NEW.entry_no <> OLD.entry_no
    OR ((NEW.narration IS DISTINCT FROM OLD.narration
        OR NEW.narration_salt IS DISTINCT FROM OLD.narration_salt)
      AND (NEW.narration IS NOT NULL OR NEW.narration_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'narration')))
    OR ((NEW.payer_name IS DISTINCT FROM OLD.payer_name
        OR NEW.payer_name_salt IS DISTINCT FROM OLD.payer_name_salt)
      AND (NEW.payer_name IS NOT NULL OR NEW.payer_name_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'payer_name')))
    OR ((NEW.payer_address IS DISTINCT FROM OLD.payer_address
        OR NEW.payer_address_salt IS DISTINCT FROM OLD.payer_address_salt)
      AND (NEW.payer_address IS NOT NULL OR NEW.payer_address_salt IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM erasure WHERE club_id = OLD.club_id AND entry_no = OLD.entry_no
          AND field = 'payer_address'))) THEN
    RAISE EXCEPTION 'rule:entry_is_posted' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_period_begins() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  PERFORM 1 FROM club_counter WHERE club_id = NEW.club_id FOR NO KEY UPDATE;
  IF NEW.closed_at IS NOT NULL OR EXISTS (SELECT 1 FROM fiscal_period
      WHERE club_id = NEW.club_id AND period > NEW.period AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'rule:period_is_closed' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_period_closes_once() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  UPDATE club_counter SET folding = folding WHERE club_id = NEW.club_id;
  IF OLD.closed_at IS NOT NULL OR NEW.club_id <> OLD.club_id OR NEW.period <> OLD.period
      OR NEW.opened_at <> OLD.opened_at OR NEW.closed_at IS NULL THEN
    RAISE EXCEPTION 'rule:period_is_closed' USING ERRCODE = 'CL001';
  END IF;
  IF EXISTS (SELECT 1 FROM fiscal_period WHERE club_id = NEW.club_id
      AND period < NEW.period AND closed_at IS NULL) THEN
    RAISE EXCEPTION 'rule:earlier_period_is_open' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_counter_begins() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF NEW.last_entry_no <> 0 OR NEW.folding <> NEW.rebuilds THEN
    RAISE EXCEPTION 'rule:counter_follows_its_rows' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_counter_advances() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF NEW.last_entry_no < OLD.last_entry_no OR NOT EXISTS (SELECT 1 FROM journal_entry
      WHERE club_id = NEW.club_id AND entry_no = NEW.last_entry_no
        AND hash = NEW.last_hash AND recorded_at = NEW.last_recorded_at)
    OR EXISTS (SELECT 1 FROM journal_entry
      WHERE club_id = NEW.club_id AND entry_no = NEW.last_entry_no + 1) THEN
    RAISE EXCEPTION 'rule:counter_follows_its_rows' USING ERRCODE = 'CL001';
  END IF;
  IF (SELECT count(*) FROM voucher WHERE club_id = NEW.club_id AND void_salt IS NULL
      AND entry_no > OLD.last_entry_no) <> NEW.last_entry_no - OLD.last_entry_no THEN
    RAISE EXCEPTION 'rule:entry_has_no_voucher' USING ERRCODE = 'CL001';
  END IF;
  IF (SELECT count(*) FROM entry_text WHERE club_id = NEW.club_id
      AND entry_no > OLD.last_entry_no) <> NEW.last_entry_no - OLD.last_entry_no THEN
    RAISE EXCEPTION 'rule:entry_has_no_text' USING ERRCODE = 'CL001';
  END IF;
  NEW.folding := NEW.last_entry_no + NEW.rebuilds;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_folding_follows() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF NEW.folding <> OLD.folding THEN
    RAISE EXCEPTION 'rule:counter_follows_its_rows' USING ERRCODE = 'CL001';
  END IF;
  NEW.folding := NEW.last_entry_no + NEW.rebuilds;
  RETURN NEW;
END $rule$;

CREATE FUNCTION rule_balances_follow() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_nestloop = off AS $rule$
BEGIN
  INSERT INTO balance (club_id, account, fund, debit, credit)
    SELECT NEW.club_id, account, fund, sum(debit), sum(credit) FROM journal_line
    WHERE club_id = NEW.club_id AND entry_no > OLD.last_entry_no
    GROUP BY account, fund ORDER BY account, fund
    ON CONFLICT (club_id, account, fund) DO UPDATE SET
      debit = balance.debit + excluded.debit, credit = balance.credit + excluded.credit;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, to_char(e.occurred_on, 'YYYY-MM'), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id AND l.entry_no > OLD.last_entry_no
      AND e.club_id = NEW.club_id AND e.entry_no > OLD.last_entry_no
    GROUP BY 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (club_id, period, account, fund) DO UPDATE SET
      debit = period_balance.debit + excluded.debit,
      credit = period_balance.credit + excluded.credit;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, to_char(e.occurred_on, 'YYYY'), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id AND l.entry_no > OLD.last_entry_no
      AND e.club_id = NEW.club_id AND e.entry_no > OLD.last_entry_no
    GROUP BY 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (club_id, period, account, fund) DO UPDATE SET
      debit = period_balance.debit + excluded.debit,
      credit = period_balance.credit + excluded.credit;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_balances_rebuilt() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_nestloop = off AS $rule$
BEGIN
  DELETE FROM balance WHERE club_id = NEW.club_id;
  DELETE FROM period_balance WHERE club_id = NEW.club_id;
  INSERT INTO balance (club_id, account, fund, debit, credit)
    SELECT NEW.club_id, account, fund, sum(debit), sum(credit) FROM journal_line
    WHERE club_id = NEW.club_id GROUP BY account, fund;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, to_char(e.occurred_on, 'YYYY-MM'), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id
    GROUP BY 2, 3, 4 ORDER BY 2, 3, 4;
  INSERT INTO period_balance (club_id, period, account, fund, debit, credit)
    SELECT NEW.club_id, to_char(e.occurred_on, 'YYYY'), l.account, l.fund,
      sum(l.debit), sum(l.credit)
    FROM journal_line l JOIN journal_entry e
      ON e.club_id = l.club_id AND e.entry_no = l.entry_no
    WHERE l.club_id = NEW.club_id
    GROUP BY 2, 3, 4 ORDER BY 2, 3, 4;
  RETURN NULL;
END $rule$;

CREATE FUNCTION rule_balance_is_derived() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'rule:balance_is_derived' USING ERRCODE = 'CL001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $rule$;

CREATE FUNCTION rule_counter_follows() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $rule$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'rule:counter_follows_its_rows' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $rule$;

-- Nobody else may hang these functions on a table of their own, where they would run as the owner
-- on rows that were made up: whoever may execute one may make such a trigger.
REVOKE EXECUTE ON FUNCTION
  rule_refuse(), rule_line_before_header(), rule_entries_are_lawful(),
  rule_vouchers_in_series(), rule_with_its_entry(), rule_text_only_erased(),
  rule_period_begins(), rule_period_closes_once(), rule_counter_begins(),
  rule_counter_advances(), rule_folding_follows(), rule_balances_follow(),
  rule_balances_rebuilt(), rule_balance_is_derived(), rule_counter_follows()
  FROM PUBLIC;

CREATE TRIGGER rule_line_before_header AFTER INSERT ON journal_line
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION rule_line_before_header();

CREATE TRIGGER rule_entries_are_lawful AFTER INSERT ON journal_entry
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION rule_entries_are_lawful();

CREATE TRIGGER rule_entry_not_updated BEFORE UPDATE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_line_not_updated BEFORE UPDATE ON journal_line
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_voucher_not_updated BEFORE UPDATE ON voucher
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('voucher_is_issued');

CREATE TRIGGER rule_document_not_updated BEFORE UPDATE ON document
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_erasure_not_updated BEFORE UPDATE ON erasure
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_request_not_updated BEFORE UPDATE ON request
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_entry_not_deleted BEFORE DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_line_not_deleted BEFORE DELETE ON journal_line
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_voucher_not_deleted BEFORE DELETE ON voucher
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('voucher_is_issued');

CREATE TRIGGER rule_document_not_deleted BEFORE DELETE ON document
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_text_not_deleted BEFORE DELETE ON entry_text
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_erasure_not_deleted BEFORE DELETE ON erasure
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_request_not_deleted BEFORE DELETE ON request
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('record_is_kept');

CREATE TRIGGER rule_period_not_deleted BEFORE DELETE ON fiscal_period
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('period_is_closed');

CREATE TRIGGER rule_counter_not_deleted BEFORE DELETE ON club_counter
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('counter_follows_its_rows');

CREATE TRIGGER rule_voucher_counter_not_deleted BEFORE DELETE ON voucher_counter
  FOR EACH ROW EXECUTE FUNCTION rule_refuse('counter_follows_its_rows');

CREATE TRIGGER rule_journal_entry_not_truncated BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_journal_line_not_truncated BEFORE TRUNCATE ON journal_line
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_voucher_not_truncated BEFORE TRUNCATE ON voucher
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_voucher_counter_not_truncated BEFORE TRUNCATE ON voucher_counter
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_document_not_truncated BEFORE TRUNCATE ON document
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_entry_text_not_truncated BEFORE TRUNCATE ON entry_text
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_erasure_not_truncated BEFORE TRUNCATE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_request_not_truncated BEFORE TRUNCATE ON request
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_fiscal_period_not_truncated BEFORE TRUNCATE ON fiscal_period
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_club_counter_not_truncated BEFORE TRUNCATE ON club_counter
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_balance_not_truncated BEFORE TRUNCATE ON balance
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_period_balance_not_truncated BEFORE TRUNCATE ON period_balance
  FOR EACH STATEMENT EXECUTE FUNCTION rule_refuse('entry_is_posted');

CREATE TRIGGER rule_vouchers_in_series AFTER INSERT ON voucher
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION rule_vouchers_in_series();

CREATE TRIGGER rule_voucher_counter_follows BEFORE INSERT OR UPDATE ON voucher_counter
  FOR EACH ROW EXECUTE FUNCTION rule_counter_follows();

CREATE TRIGGER rule_text_with_its_entry AFTER INSERT ON entry_text
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION rule_with_its_entry();

CREATE TRIGGER rule_document_with_its_entry AFTER INSERT ON document
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION rule_with_its_entry();

CREATE TRIGGER rule_text_only_erased BEFORE UPDATE ON entry_text
  FOR EACH ROW EXECUTE FUNCTION rule_text_only_erased();

CREATE TRIGGER rule_period_begins BEFORE INSERT ON fiscal_period
  FOR EACH ROW EXECUTE FUNCTION rule_period_begins();

CREATE TRIGGER rule_period_closes_once BEFORE UPDATE ON fiscal_period
  FOR EACH ROW EXECUTE FUNCTION rule_period_closes_once();

CREATE TRIGGER rule_counter_begins BEFORE INSERT ON club_counter
  FOR EACH ROW EXECUTE FUNCTION rule_counter_begins();

CREATE TRIGGER rule_counter_advances
  BEFORE UPDATE OF club_id, last_entry_no, last_hash, last_recorded_at ON club_counter
  FOR EACH ROW EXECUTE FUNCTION rule_counter_advances();

CREATE TRIGGER rule_folding_follows BEFORE UPDATE OF rebuilds, folding ON club_counter
  FOR EACH ROW EXECUTE FUNCTION rule_folding_follows();

CREATE TRIGGER rule_balances_follow AFTER UPDATE OF last_entry_no ON club_counter
  FOR EACH ROW
  WHEN (NEW.last_entry_no > OLD.last_entry_no) EXECUTE FUNCTION rule_balances_follow();

CREATE TRIGGER rule_balances_rebuilt AFTER UPDATE OF rebuilds ON club_counter
  FOR EACH ROW
  WHEN (NEW.rebuilds <> OLD.rebuilds) EXECUTE FUNCTION rule_balances_rebuilt();

CREATE TRIGGER rule_balance_is_derived BEFORE INSERT OR UPDATE OR DELETE ON balance
  FOR EACH ROW EXECUTE FUNCTION rule_balance_is_derived();

CREATE TRIGGER rule_period_balance_is_derived BEFORE INSERT OR UPDATE OR DELETE ON period_balance
  FOR EACH ROW EXECUTE FUNCTION rule_balance_is_derived();
