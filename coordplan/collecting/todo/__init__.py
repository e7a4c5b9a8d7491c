"""todo: what the secretary has to do on a day, each thing with the command that does it."""
