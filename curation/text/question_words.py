"""Words that decide whether an English test item is well formed: opposites, things that bear no duty, known abbreviations, units."""

from __future__ import annotations

from curation.text import numerals

OPPOSITES: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    difference/equality presence/absence increase/decrease increases/decreases increased/decreased raise/lower raises/lowers more/less higher/lower high/low above/below before/after
    open/close open/closed opened/closed on/off up/down in/out inside/outside start/stop starts/stops begin/end first/last always/never all/none hot/cold
    warm/cool wet/dry full/empty fast/slow quickly/slowly early/late long/short large/small wide/narrow thick/thin light/heavy with/without must/may
    allow/prohibit allowed/prohibited permitted/prohibited permitted/forbidden allowed/forbidden required/optional mandatory/optional safe/unsafe
    safe/dangerous legal/illegal lawful/unlawful acid/base acidic/alkaline positive/negative add/remove adding/removing connect/disconnect lock/unlock
    locked/unlocked enable/disable maximum/minimum maximise/minimise maximize/minimize upper/lower internal/external public/private voluntary/mandatory
    direct/indirect complete/incomplete sufficient/insufficient clockwise/anticlockwise clockwise/counterclockwise toward/away towards/away
    everybody/nobody everyone/nobody everybody/none anybody/nobody kept/destroyed keep/destroy kept/erased keep/erase retain/erase retained/erased retained/deleted kept/deleted keep/delete retain/delete
    publish/withhold published/withheld approve/reject approve/refuse approved/rejected approved/refused granted/refused grant/refuse allowed/refused permitted/refused attach/detach expand/contract rise/fall rises/falls
    increase/reduce increased/reduced increases/reduces widen/narrow extend/shorten extended/shortened grow/shrink grows/shrinks tighten/loosen tightened/loosened heat/cool heated/cooled fill/empty filled/emptied sealed/unsealed
    sealed/open covered/uncovered visible/hidden known/unknown attended/unattended paid/unpaid oral/written orally/writing same/different clean/dirty top/bottom front/back input/output sooner/later earlier/later older/younger
    strengthens/weakens improves/worsens rises/drops raise/reduce raises/reduces upward/downward forward/backward inward/outward valid/void valid/invalid applies/lapses continues/ends continue/stop continues/stops
    liable/exempt bound/free binding/voluntary suspended/resumed suspend/resume
    complies/violates lawful/unlawful accept/reject include/exclude right/wrong true/false yes/no can/cannot will/won't is/isn't
    """.split()
)
"""Words of which one says the contrary of the other."""

NEGATIONS: frozenset[str] = frozenset(
    """
    not no never without none cannot can't don't doesn't isn't aren't won't shouldn't mustn't neither nor
    """.split()
)

THINGS: frozenset[str] = frozenset(
    """
    chair panel label container record report document register form sign notice poster guard fence ladder scaffold hoist crane rope sling platform
    building room cabinet shelf drawer door window wall floor ceiling roof stair vehicle trailer tank pipe valve pump motor engine machine tool drill saw
    glove goggle respirator mask helmet harness boot garment apron substance chemical product material waste liquid gas vapour vapor dust fume solvent
    acid cylinder bottle flask beaker drum barrel battery cable wire switch fuse lamp light alarm detector extinguisher sprinkler hose nozzle filter fan
    duct hood monitor screen computer file database log entry page paragraph section clause article annex schedule table figure period day week month year
    hour date temperature pressure level concentration limit value threshold dose exposure hazard risk noise vibration box bag package parcel equipment
    device apparatus instrument sensor gauge meter thermometer plan procedure policy programme program certificate permit licence license system model
    algorithm dataset
    """.split()
)
"""Nouns of things: they bear no duty, so that no question may ask what they must do."""

DUTILESS: frozenset[str] = frozenset(
    """
    compliance inventory velocity weight distance deadline reading list catalogue protocol safety duty obligation requirement rule storage transport
    training disposal inspection awareness responsibility security work process operation activity consent request complaint delay accident incident law
    storeroom warehouse logbook folder website shelter corridor kitchen truck lorry van car boat ship bridge road lift elevator boiler oven freezer
    refrigerator sample spill leak fire smoke water air food meal ingredient medicine vaccine animal dog cage kennel stable toy drone robot software app
    dashboard archive account password data dosimeter badge key cupboard fridge
    hood cabin bench sink shower eyewash centrifuge autoclave incubator microscope pipette syringe needle scalpel blade rotor microwave burner hotplate glovebox vial ampoule
    tube dish plate jar carboy canister tray trolley cart pallet rack bin sack drain sewer sump bund dike pit trench tunnel shaft manhole silo hopper conveyor belt gear
    clamp chain shackle winch jack forklift excavator digger bulldozer crusher grinder lathe press welder torch compressor generator transformer turbine battery charger
    cartridge earplug earmuff visor coverall overall apron shoe sleeve lanyard lifeline scaffold scaffolding barrier bollard cone tape placard pictogram symbol sticker tag
    logbook workbook notebook ledger minutes memo memorandum letter email message invoice receipt file spreadsheet template checklist questionnaire survey map diagram plan
    drawing manual handbook guideline guidance leaflet brochure datasheet archive backup server laptop tablet telephone phone router printer camera microphone loudspeaker
    siren beacon antenna laser magnet reactor furnace kiln chimney stack vent damper thermostat barometer scale balance clock timer stopwatch calendar chatbot prompt output voice statement image video recording arm wheel station assessment audit review study survey analysis experiment trial procedure meeting shift break visit check alarm signal reading measurement
    response classifier embedding token weight benchmark corpus interface button toggle banner watermark hash cookie certificate diploma
    isotope nuclide radionuclide reagent catalyst buffer medium culture strain virus bacterium bacteria toxin allergen antigen antibody serum plasma blood tissue specimen
    carcass feed seed crop timber paint resin glue adhesive detergent bleach peroxide nitrogen oxygen hydrogen helium argon ammonia chlorine mercury asbestos lead silica
    """.split()
)
"""Further things, places and abstract nouns that bear no duty; the things of equipment are apart, as they also tell an option of another kind."""

PERSONS: frozenset[str] = frozenset(
    """
    agent employer employee worker operator owner manager supervisor director officer inspector person provider deployer importer distributor manufacturer
    supplier user contractor licensee holder applicant authority agency board committee minister commission court company organisation organization
    institution laboratory technician student teacher nurse physician doctor engineer driver pilot master crew visitor member representative administrator
    controller processor developer customer client staff personnel team body council department state government party undertaking establishment responder
    parent guardian minor patient child tenant landlord seller buyer consumer borrower lender insurer broker passenger
    """.split()
)

ABBREVIATIONS: frozenset[str] = frozenset(
    """
    A AA AC ADA AED AI AIDS AM ANSI API ASTM ATP ATM BSC BSL CAS CCTV CD CDC CE CEO CFR CO CPR CPU CT DC DIY DNA DOT DVD EC ECG EDTA EEC
    EEG EMS EPA ER EU FAQ FBI FDA FDIC FM FTP GDPR GFCI GHS GMP GMT GPS HBV HCV HEPA HF HIPAA HIV HR HSE HTML HTTP HVAC IAEA IBM ICU ID IEC IEEE ILO
    IP IQ IRB ISO IT IUPAC JSON LAN LCD LED LEL LPG MRI MSDS NASA NATO NFPA NGO NHS NIH NIOSH NIST NMR NOAA NRC OECD OSH OSHA PC PCB PCR PDF
    PEL PhD PIN PM PPE PPM PVC QA QC RF RNA RPM SCBA SDS SI SIM SOP TB THF TLV TNT TV TWA UK UN URL US USA USB USDA UV VAT VOC VPN WHO WWW XML
    XRF PH SOS UPS WIFI II III IV VI VII VIII IX XI XII NOT EXCEPT AND OR ALL BEST MOST LEAST FIRST ONLY MUST NEVER ALWAYS TRUE FALSE DO ON
    OFF NO YES STOP PASS RACE HCL HNO NAOH DMSO DMF HPLC GC MS SEM TEM XRD UVA UVB UVC LASER ALARA BOD COD CNS IV IM SARS COVID DEA ATF
    DHS FAA ICAO IMO ILO IATA ADR RID UNECE
    """.split()
)
"""Abbreviations that a reader of safety texts knows without being told."""

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("second", "sec", "s"), ("time", 1.0)), **dict.fromkeys(("minute", "min"), ("time", 60.0)),
    **dict.fromkeys(("hour", "hr", "h"), ("time", 3600.0)), "day": ("time", 86400.0), "week": ("time", 604800.0), "fortnight": ("time", 1209600.0),
    "month": ("month", 1.0), "quarter": ("month", 3.0), **dict.fromkeys(("year", "annum"), ("month", 12.0)), "decade": ("month", 120.0),
    **dict.fromkeys(("millimetre", "millimeter", "mm"), ("length", 0.001)), **dict.fromkeys(("centimetre", "centimeter", "cm"), ("length", 0.01)),
    **dict.fromkeys(("metre", "meter", "m"), ("length", 1.0)), **dict.fromkeys(("kilometre", "kilometer", "km"), ("length", 1000.0)),
    **dict.fromkeys(("inch", "in"), ("length", 0.0254)), **dict.fromkeys(("foot", "feet", "ft"), ("length", 0.3048)),
    **dict.fromkeys(("milligram", "mg"), ("mass", 1e-6)), **dict.fromkeys(("gram", "g"), ("mass", 0.001)), **dict.fromkeys(("kilogram", "kg", "kilo"), ("mass", 1.0)),
    **dict.fromkeys(("tonne", "t"), ("mass", 1000.0)), **dict.fromkeys(("millilitre", "milliliter", "ml"), ("volume", 0.001)),
    **dict.fromkeys(("litre", "liter", "l"), ("volume", 1.0)), **dict.fromkeys(("percent", "%"), ("share", 0.01)), **dict.fromkeys(("ppm", "part-per-million"), ("share", 1e-6)),
    **dict.fromkeys(("sievert", "sv"), ("dose", 1.0)), **dict.fromkeys(("millisievert", "msv"), ("dose", 1e-3)), **dict.fromkeys(("microsievert", "\u03bcsv", "\u00b5sv"), ("dose", 1e-6)),
    **dict.fromkeys(("m\u00b3", "m3"), ("volume", 1000.0)), **dict.fromkeys(("dm\u00b3", "dm3"), ("volume", 1.0)), **dict.fromkeys(("cm\u00b3", "cm3", "cc"), ("volume", 0.001)),
    **dict.fromkeys(("m\u00b2", "m2"), ("area", 1.0)), **dict.fromkeys(("cm\u00b2", "cm2"), ("area", 1e-4)), **dict.fromkeys(("km\u00b2", "km2"), ("area", 1e6)),
    "rem": ("dose", 0.01), **dict.fromkeys(("millirem", "mrem"), ("dose", 1e-5)), **dict.fromkeys(("gray", "gy"), ("absorbed", 1.0)), "mgy": ("absorbed", 1e-3),
    **dict.fromkeys(("becquerel", "bq"), ("activity", 1.0)), "kbq": ("activity", 1e3), "mbq": ("activity", 1e6), "gbq": ("activity", 1e9),
    **dict.fromkeys(("curie", "ci"), ("activity", 3.7e10)), "mci": ("activity", 3.7e7),
    **dict.fromkeys(("pascal", "pa"), ("pressure", 1.0)), **dict.fromkeys(("hectopascal", "hpa"), ("pressure", 100.0)), **dict.fromkeys(("kilopascal", "kpa"), ("pressure", 1e3)),
    **dict.fromkeys(("megapascal", "mpa"), ("pressure", 1e6)), "bar": ("pressure", 1e5), **dict.fromkeys(("millibar", "mbar"), ("pressure", 100.0)),
    **dict.fromkeys(("milliampere", "milliamp", "ma"), ("current", 1e-3)), **dict.fromkeys(("ampere", "amp"), ("current", 1.0)),
    **dict.fromkeys(("watt", "w"), ("power", 1.0)), **dict.fromkeys(("milliwatt",), ("power", 0.001)), **dict.fromkeys(("kilowatt", "kw"), ("power", 1e3)), **dict.fromkeys(("megawatt", "mw"), ("power", 1e6)),
    **dict.fromkeys(("hectare", "ha"), ("area", 1e4)), **dict.fromkeys(("yard", "yd"), ("length", 0.9144)), "mile": ("length", 1609.344),
    **dict.fromkeys(("microgram", "\u03bcg", "\u00b5g"), ("mass", 1e-9)), **dict.fromkeys(("ounce", "oz"), ("mass", 0.028349523125)), **dict.fromkeys(("pound", "lb"), ("mass", 0.45359237)),
    **dict.fromkeys(("microlitre", "microliter", "\u03bcl", "\u00b5l"), ("volume", 1e-6)),
    **dict.fromkeys(("hertz", "hz"), ("frequency", 1.0)), **dict.fromkeys(("kilohertz", "khz"), ("frequency", 1e3)), "megahertz": ("frequency", 1e6), **dict.fromkeys(("gigahertz", "ghz"), ("frequency", 1e9)),
    **dict.fromkeys(("joule", "j"), ("energy", 1.0)), **dict.fromkeys(("kilojoule", "kj"), ("energy", 1e3)), "millijoule": ("energy", 1e-3),
    **dict.fromkeys(("gallon", "gal"), ("volume", 3.785411784)), "psi": ("pressure", 6894.757), **dict.fromkeys(("nanometre", "nanometer", "nm"), ("length", 1e-9)), **dict.fromkeys(("micrometre", "micrometer", "\u03bcm", "\u00b5m"), ("length", 1e-6)),
    **dict.fromkeys(("millivolt", "mv"), ("voltage", 0.001)), **dict.fromkeys(("volt", "v"), ("voltage", 1.0)), **dict.fromkeys(("kilovolt", "kv"), ("voltage", 1000.0)),
}  # fmt: skip
"""A unit, in the singular, with its dimension and its size in the dimension's base unit; months and years stay apart from days."""

NUMBER_WORDS: dict[str, float] = {
    **{word: float(number) for word, number in numerals.values("en").items() if number <= 100},
    "a": 1.0, "an": 1.0, "half": 0.5,
}  # fmt: skip
