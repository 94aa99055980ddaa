"""What is drawn on a terminal. Everything from outside goes through `Text`, never through markup."""
