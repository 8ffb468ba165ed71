-- Row security (TRUST.md, section 4): a transaction meets the rows of those clubs alone that it has
-- named in the setting ledger.clubs, as in ',7,' or ',7,,12,'; '*' names all clubs. Without the
-- setting there is no row, to read or to write. Policies ask no other table. The owner of the
-- tables is not bound: the rules of the books run as the owner.
--
-- The table club itself stays open: an address names a club by its code, and who asks is found in
-- the same query, before any club is known. It holds names and places, no money and no person.
DO $row_security$
DECLARE
  named text;
  condition constant text := $condition$
    current_setting('ledger.clubs', true) = '*'
    OR strpos(current_setting('ledger.clubs', true), ',' || club_id || ',') > 0
  $condition$;
BEGIN
  FOREACH named IN ARRAY ARRAY[
    'access_record', 'account', 'activity_plan', 'activity_record', 'activity_result',
    'approval', 'approval_decision', 'audit_record', 'balance', 'cash_count',
    'cash_count_note', 'club_counter', 'club_number', 'club_rules', 'consent',
    'data_request', 'dispute', 'document', 'entry_text', 'erasure', 'fiscal_period', 'fund',
    'household', 'household_class', 'household_class_change', 'household_income',
    'instalment', 'journal_entry', 'journal_line', 'loan', 'loan_application', 'loan_event',
    'loan_product', 'loan_share', 'loan_span', 'loan_standing', 'loan_use_check',
    'loan_vote', 'meeting', 'member', 'member_change', 'membership_event', 'period_balance',
    'price_change', 'request', 'restriction', 'voucher', 'voucher_counter'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY named_clubs ON %I USING (%s) WITH CHECK (%s)',
      named, condition, condition);
  END LOOP;
END $row_security$;
