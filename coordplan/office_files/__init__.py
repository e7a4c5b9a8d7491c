"""Opens what comes from other offices safely: workbooks, Word documents, the packages they are in."""
