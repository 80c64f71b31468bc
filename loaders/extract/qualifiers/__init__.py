"""Whether a stretch of a sentence is said to be so: negated, hypothetical, general, asked, about somebody else's case.

In the manner of NegEx and ConText (Chapman et al. 2001; Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002) and of the
qualifiers of EDS-NLP: cues that work forwards or backwards until something ends their reach, and pseudo cues that look
like one and are none. The cues stand in ``cues.yaml``. Nothing is read but sentences that hold a target; a dependency
parse, where there is one, only narrows the reach of a negated verb.
"""

from loaders.extract.qualifiers.context import Cue, Qualifiers, qualify

__all__ = ["Cue", "Qualifiers", "qualify"]
