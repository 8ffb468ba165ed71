"""What loans earned for whom: classes, activities, outcomes, targets, the health of the fund."""
