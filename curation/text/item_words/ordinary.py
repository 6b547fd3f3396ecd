"""Words that any question about safety, law or policy may have, in stem and key alike: they strike nobody."""

from __future__ import annotations

from curation.text.stems import content_stems

ORDINARY = content_stems(
    """
    chemical biological biology biohazard biohazardous radioactive radiation electric electrical electricity container containing heating heated biosafety
    transport transporting autoclave laboratory equipment protect protection protective exposure exposed hazard hazardous material substance procedure
    safety worker working employer employee employment person personal public member customer client driver operator operating inspection inspector
    inspect approve approval approved inform information record recorded report reporting require requirement notice notify notification system control
    controlled storage storing stored testing tested training trained measure measured measurement period writing written document documented authority
    supervisor supervise manager management provider provided deployer user patient student researcher research sample sampling instrument device machine
    vehicle animal product production process processing processed contamination contaminated disinfect disinfectant infection infectious solvent liquid
    surface temperature pressure ventilation ventilated removal remove removed outside inside before monitor monitoring assessment assess review reviewed
    license licence permit permission register registered certificate emergency accident incident injury injured medical service project company policy
    content output decision access account request requested consent operation activity purpose reason condition general special technician engineer
    officer visitor contractor supplier manufacturer building premises department institute university hospital school office agency council cleaning
    cleaned handling handled applied application apply prevent prevention reduce reducing increase increased correct correctly regular regularly immediate
    immediately different following another during section article property properties result results responsible responsibility regulation standard
    practice plastic metal chemicals waste wastes dispose disposal discard discarded cylinder cabinet gloves goggles respirator
    water spill fire smoke air glass metal wall door floor room step time person people
    """,
    "en",
)
"""Their stems."""
