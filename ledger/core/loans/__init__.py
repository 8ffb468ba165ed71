"""The rules of lending: rates, calendars, schedules, arrears and the figures of a portfolio."""
