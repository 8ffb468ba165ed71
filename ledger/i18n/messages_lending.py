"""What is said of each refusal of products and of the club's own rules of lending."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

RULE_OUT_OF_RANGE = ByFact(
    "rule",
    {
        "ceiling": Message(
            "The most that is lent to one loan is not a sum above zero.",
            "Give a whole number of đồng, such as 50,000,000.",
        ),
        "most_running": Message(
            "Fewer than one loan at once cannot be allowed.",
            "Give 1 or more; to lend nothing, offer no product.",
        ),
        "yearly_cap": Message(
            "The cap on interest is stated for a whole term.",
            "State it for a month or a year, such as 12% a year.",
        ),
        "quorum": Message(
            "The share of members that a vote needs does not lie above 0% and up to 100%.",
            "Give a share such as one half.",
        ),
        "queue_order": Message(
            "What decides the order of those who wait is named twice.",
            "Name each of it once, the first to count first.",
        ),
        "months_of_history": Message(
            "A forecast cannot learn from that many months.",
            "Give 1 to 120 months; 12 are usual.",
        ),
        "reserve": Message(
            "The reserve is a sum below zero, or larger than the books can hold.",
            "Give zero, or the sum that is always kept in the fund.",
        ),
        "poor_share": Message(
            "The share for poor and near-poor households does not lie above 0% and up to 100%.",
            "Give a share such as 50%, or no rule at all.",
        ),
        "longest_extension": Message(
            "The longest extension does not lie between nothing and a whole term.",
            "Give a share of the term such as one half.",
        ),
    },
    Message(
        "The rule of lending %(rule)s has a value that cannot be.",
        "Look at the club's rules of lending.",
    ),
)

LENDING: Mapping[str, Message | ByFact] = {
    "AgreedDatesDoNotFit": Message(
        "Dates and sums agreed one by one do not fit this product, or it needs them instead of a"
        " first due date.",
        "Choose a product that comes back by agreed dates, or leave them to the product.",
    ),
    "LendingRuleOutOfRange": RULE_OUT_OF_RANGE,
    "PartsBeyondTerm": Message(
        "The last date agreed, %(last_on)s, lies beyond the term: %(latest)s at the latest.",
        "Agree on earlier dates, or on a longer term.",
    ),
    "ProductAboveCeiling": Message(
        "The product lends up to %(most)s, more than the club's ceiling of %(ceiling)s.",
        "Lower what it lends at most, or let the meeting change the club's rules.",
        amounts=("most", "ceiling"),
    ),
    "ProductExtendsTooLong": Message(
        "The product allows extensions of %(share)s of the term; the club's rules allow %(most)s.",
        "Allow less, or let the meeting change the club's rules.",
    ),
    "ProductHoldsOneLoan": Message(
        "The product holds dates or sums that are agreed for each loan by itself.",
        "Leave them out, and agree on them when a loan is approved.",
    ),
    "ProductNotOffered": Message(
        "The club does not offer this product on %(day)s.",
        "Choose another product, or let the meeting offer this one again.",
    ),
    "NothingVoted": Message(
        "No loan was voted on at a meeting of %(held_on)s.",
        "Look at the applications: each says on which day the meeting voted.",
    ),
}
