"""form: what each organization answers for in a period, as workbooks to be filled in."""
