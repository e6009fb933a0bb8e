"""The SMTP catcher: takes in letters over real SMTP and files them in the world they belong to."""
