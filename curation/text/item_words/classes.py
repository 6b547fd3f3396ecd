"""Words of classes and of what belongs to them, by which one option may take in another."""

from __future__ import annotations

import re

QUANTIFIER = re.compile(
    r"^\W*(?:(?:any|all|every|each|anyone|anybody|everyone|everybody)\b(?: (?:of )?the)?|the|an?)\s*", re.I
)
"""Words before a class."""
TAKES_ALL = re.compile(
    r"^\W*(?:any|all|every|each|anyone|anybody|everyone|everybody|whoever)\b|\bof (?:any|every|all) (?:kinds?|types?|sorts?|classes|class|size|age)\b|\bin general\b|\bas a whole\b",
    re.I,
)
"""An option that takes in a class whole."""
AND_OTHER = re.compile(r"\b(?:and|or) (?:any |all )?other (?P<rest>[^,;]{3,60})", re.I)
"""`Sharps and other infectious waste` takes in infectious waste."""
NO_CLASS = re.compile(r"\W*(?:to|by|it|they)\b", re.I)
"""How an act or a sentence begins, which names no class."""
MEMBERS: dict[str, frozenset[str]] = {
    name: frozenset(members.split())
    for names, members in (
        ("vehicle", "lorry truck car van bus coach motorcycle motorbike tractor trailer taxi tram forklift ambulance"),
        ("person people individual", "worker employee employer visitor student pupil patient contractor supervisor manager officer driver operator technician researcher user customer child adult minor trainee apprentice teacher nurse doctor engineer"),
        ("worker employee staff personnel workforce", "welder grinder driver technician electrician cleaner apprentice trainee operator labourer roofer painter fitter mechanic nurse cook clerk blaster diver crane-operator"),
        ("weekday workday", "monday tuesday wednesday thursday friday"),
        ("weekend", "saturday sunday"),
        ("chemical substance reagent", "acid base alkali solvent oxidiser oxidizer peroxide azide cyanide ether acetone hexane ethanol methanol ammonia chlorine bleach"),
        ("solvent", "acetone hexane ethanol methanol ether toluene xylene dichloromethane chloroform"),
        ("acid", "hydrofluoric hydrochloric sulfuric sulphuric nitric perchloric acetic"),
        ("gas", "hydrogen oxygen nitrogen argon helium methane propane chlorine ammonia acetylene"),
        ("metal", "sodium potassium lithium magnesium lead mercury zinc copper aluminium"),
        ("animal", "dog cat horse cow pig sheep goat mouse rat rabbit hen bird fish"),
        ("document record paper", "contract invoice receipt log register report certificate licence permit letter form"),
        ("data", "name address photograph recording fingerprint"),
        ("content", "image video text audio recording photograph"),
        ("system model tool", "chatbot classifier assistant scanner recogniser"),
        ("equipment machine device", "drill saw press lathe grinder crane hoist lift ladder pump laser centrifuge autoclave"),
        ("ppe", "glove goggles visor helmet respirator apron mask earplug"),
        ("waste", "sharps paper glass sludge ash"),
    )
    for name in names.split()
}  # fmt: skip
"""Classes, and some of what belongs to each."""
