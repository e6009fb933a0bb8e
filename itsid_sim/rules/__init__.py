"""What the documents say, as data: one constant for each rule, question, finding and label."""
