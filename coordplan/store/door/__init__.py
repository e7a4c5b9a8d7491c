"""The door: what every write passes, whichever command it comes from. What cannot be is refused, a likely slip doubted.

Each rule is one small function; what it finds stands in the change that is being made (``Writing``): doubts, which
whoever writes must settle before anything is kept, and remarks, which are said with the answer.
"""
