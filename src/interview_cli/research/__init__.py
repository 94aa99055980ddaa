"""How a company interviews: what people who sat there wrote, searched in parallel, checked, and told with its sources."""
