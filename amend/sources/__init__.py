"""Official sources: what Parliament and legislation.gov.uk publish, fetched with their address, time and sum."""
