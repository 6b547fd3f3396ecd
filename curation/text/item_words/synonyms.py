"""Words with which two options say one thing, beside those that all comparisons of texts share.

Here two options of one question stand side by side, so words count as one that elsewhere would be too far apart.
"""

from __future__ import annotations

OF_OPTIONS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    absent missing lacking
    reveal show disclose expose
    detect uncover discover
    contain hold include
    notify inform tell advise
    provide supply furnish give
    submit file lodge
    send forward transmit dispatch
    retain keep preserve store
    inspect examine check verify
    start begin commence initiate
    end finish terminate conclude
    stop halt cease discontinue
    buy purchase
    wear don
    remove withdraw
    discard dispose
    destroy eliminate
    repair mend fix
    replace substitute exchange
    clean wash
    dilute thin
    evacuate vacate leave
    quickly rapidly promptly swiftly
    immediately instantly
    annually yearly
    employer
    worker employee
    supervisor manager
    vehicle car
    child minor
    parent guardian
    doctor physician
    fire blaze
    container vessel receptacle
    premises site
    document record
    written writing
    spoken oral orally verbal verbally
    prior previous earlier
    sufficient adequate enough
    suitable appropriate proper
    dangerous hazardous
    harmful injurious
    flammable inflammable combustible
    protective protecting
    permit allow authorise authorize
    permission consent authorisation authorization approval
    ban prohibit forbid
    require demand
    increase raise
    reduce lower decrease
    prevent avoid
    use employ utilise utilize
    obtain get acquire
    answer reply respond
    choose select
    alter change modify amend
    fee charge
    fine penalty
    timetable schedule
    punctual punctuality
    gloves
    spectacles glasses goggles
    breathing respiratory
    airflow ventilation
    quantity amount
    temperature heat
    label mark
    entrance entry
    exit egress
    """.splitlines()
    if len(line.split()) > 1
)
"""Groups of words, the first of which stands for the others."""
