"""The words that the contrast rules know: what negates, binds, counts, measures, opposes, means the same, or says nothing.

English. A text in another language still has its numbers, entities in Latin script and swapped words compared.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _groups(lines: str) -> dict[str, int]:
    """Number of the group (line) of each word; a word in two lines keeps the first."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines.strip().split("\n")):
        for word in line.split():
            found.setdefault(word, number)
    return found


NEGATION = _set(
    "not no never none nobody nothing nowhere neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt"
    " werent hasnt havent hadnt shouldnt wouldnt couldnt mustnt neednt mightnt shant aint hardly barely scarcely seldom"
    " rarely unless except excluding lack lacks lacking absent fail fails failed failing refuse refuses refused avoid"
    " avoids stop stops prevent prevents"
)
MODALITY = _groups(
    """must shall required mandatory obliged obligatory compulsory
should ought recommended advisable
may might optional optionally permitted allowed voluntary voluntarily
can could able
will would
prohibited forbidden banned"""
)
QUANTITY = _groups(
    """all every each everyone everybody everything always entire whole both
some any several few certain someone somebody something sometimes often usually many most
only solely exclusively just
least minimum min
most maximum max"""
)
NUMBERS = {
    word: value
    for value, words in {
        0: "zero",
        2: "two twice second double",
        3: "three thrice third triple",
        4: "four fourth quadruple",
        5: "five fifth",
        6: "six sixth",
        7: "seven seventh",
        8: "eight eighth",
        9: "nine ninth",
        10: "ten tenth",
        11: "eleven eleventh",
        12: "twelve twelfth dozen",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth",
        17: "seventeen",
        18: "eighteen eighteenth",
        19: "nineteen",
        20: "twenty twentieth",
        30: "thirty thirtieth",
        40: "forty",
        50: "fifty fiftieth",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
        100: "hundred hundredth hundreds",
        1000: "thousand thousandth thousands",
        10**6: "million millions",
        10**9: "billion billions",
        10**12: "trillion trillions",
        0.5: "half",
    }.items()
    for word in words.split()
}
MAYBE_NUMBERS = {"one": 1, "first": 1, "once": 1, "single": 1}
"""Counted only where the other text has another number in their place: `one` is a pronoun too."""
UNITS = _groups(
    """mm millimetre millimeter millimetres millimeters
cm centimetre centimeter centimetres centimeters
m metre meter metres meters
km kilometre kilometer kilometres kilometers
inch inches
foot feet ft
yard yards
mile miles
mg milligram milligrams
µg ug mcg microgram micrograms
g gram grams
kg kilogram kilograms kilo kilos
tonne tonnes ton tons
lb lbs pound pounds
oz ounce ounces
ml millilitre milliliter millilitres milliliters
l litre liter litres liters
gallon gallons
ms millisecond milliseconds
s sec second seconds
min minute minutes
h hr hour hours
day days daily
week weeks weekly
month months monthly
quarter quarters quarterly
year years yearly annual annually
decade decades
century centuries
kb kilobyte kilobytes
mb megabyte megabytes
gb gigabyte gigabytes
tb terabyte terabytes
v volt volts
w watt watts
kw kilowatt kilowatts
mw megawatt megawatts
celsius °c
fahrenheit °f
kelvin
% percent per_cent
‰ permille
$ usd dollar dollars
€ eur euro euros
£ gbp sterling
¥ yen yuan jpy cny
ppm
ppb"""
)
OPPOSITES = """accept reject|accept refuse|accept decline|allow forbid|allow prohibit|allow ban|allow deny|allow block|allow prevent
permit forbid|permit prohibit|permit deny|legal illegal|lawful unlawful|increase decrease|increase reduce|increase lower
raise lower|rise fall|grow shrink|expand contract|gain lose|win lose|open close|open shut|start stop|start end|start finish
begin end|begin finish|before after|earlier later|early late|above below|over under|up down|upper lower|inside outside|in out
on off|enable disable|activate deactivate|include exclude|add remove|add delete|add subtract|attach detach|attack defend|always never
agree disagree|approve reject|approve deny|buy sell|lend borrow|give take|give receive|send receive|import export
entry exit|enter leave|enter exit|arrive leave|arrive depart|push pull|lock unlock|load unload|encrypt decrypt|encode decode
good bad|better worse|best worst|positive negative|true false|right wrong|right left|correct incorrect|correct wrong|safe dangerous
safe unsafe|safe harmful|harmless harmful|helpful harmful|benign malicious|friend enemy|friendly hostile|love hate|like dislike
like hate|happy sad|happy unhappy|rich poor|strong weak|strengthen weaken|high low|higher lower|highest lowest|big small|large small
larger smaller|largest smallest|great small|huge tiny|bigger smaller|long short|longer shorter|tall short|wide narrow|thick thin
deep shallow|heavy light|hot cold|warm cool|warm cold|wet dry|hard soft|hard easy|difficult easy|simple complex|fast slow
faster slower|quick slow|quickly slowly|new old|newer older|young old|younger older|modern ancient|first last|maximum minimum
max min|most least|more less|more fewer|many few|much little|full empty|public private|internal external|domestic foreign
local remote|local global|national international|formal informal|male female|man woman|men women|boy girl|boys girls|husband wife
father mother|son daughter|brother sister|king queen|child adult|children adults|minor adult|teacher student|doctor patient
buyer seller|employer employee|landlord tenant|lawyer client|plaintiff defendant|victim attacker|victim offender|guilty innocent|parent child
north south|east west|northern southern|eastern western|day night|morning evening|summer winter|black white|dark light
alive dead|live die|birth death|healthy sick|healthy ill|sleep wake|asleep awake|stand sit|standing sitting|sit run|remember forget
success failure|succeed fail|pass fail|profit loss|profitable unprofitable|advantage disadvantage|benefit harm|help hinder|help harm
improve worsen|build destroy|create destroy|create delete|protect harm|protect attack|prevent cause|cause cure|treat cause|support oppose
for against|with without|encourage discourage|praise criticize|praise criticise|reward punish|hire fire|innocent guilty|voluntary mandatory
optional mandatory|optional required|voluntary compulsory|temporary permanent|partial full|partial complete|fixed variable|static dynamic
active passive|active inactive|visible hidden|hide show|hide reveal|reveal conceal|disclose conceal|known unknown|real fake
real fictional|authentic fake|genuine fake|original copy|natural artificial|raw cooked|liquid solid|acid base|acidic alkaline
hyper hypo|hypertension hypotension|hyperglycemia hypoglycemia|inhale exhale|expand compress|inflate deflate|ascend descend
ascending descending|forward backward|forwards backwards|upward downward|upwards downwards|horizontal vertical|clockwise counterclockwise
clockwise anticlockwise|top bottom|front back|head tail|odd even|input output|read write|upload download|online offline|wired wireless
near far|nearby distant|present absent|present past|past future|ancestor descendant|cheap expensive|cheaper costlier|sharp blunt
loud quiet|noisy quiet|rough smooth|tight loose|clean dirty|brave cowardly|kind cruel|honest dishonest|polite rude|calm nervous
confirm deny|admit deny|prove disprove|appear disappear|connect disconnect|install uninstall|save delete|save spend|save waste
majority minority|superior inferior|interior exterior|major minor|senior junior|sender recipient|supply demand|debit credit|asset liability
inflow outflow|income expense|surplus deficit|war peace|together apart|join leave|join separate|unite divide|multiply divide
appoint dismiss|employ dismiss|grant revoke|grant deny|issue revoke|ratify reject|comply violate|obey disobey|obey violate|respect violate
consent refuse|willing unwilling|free paid|free occupied|free captive|exempt liable|exempt subject|sufficient insufficient|mild severe
minor severe|acute chronic|common rare|frequent rare|frequently rarely|often rarely|often seldom|usually rarely|thin fat|vague clear
sunny rainy|rural urban|guest host|attack protect|arrest release|detain release|accelerate decelerate|accelerate slow|compulsory optional
allowed forbidden|permitted prohibited|permitted forbidden|allowed prohibited|allowed banned|lengthen shorten|widen narrow|tighten loosen
tighten relax|freeze melt|freeze thaw|float sink|laugh cry|smile frown|victory defeat|optimistic pessimistic|optimist pessimist
wisdom folly|wise foolish|smart stupid|ally enemy|ancient recent|old recent|vertical level|rise drop|climb drop|gain drop
climb fall|climb descend|lead follow|leader follower|follow precede|next previous|following preceding|following previous"""
SYNONYMS = _groups(
    """buy purchase
big large
begin start commence
end finish
help assist aid
show demonstrate
get obtain acquire
ask request
answer reply respond response
fast quick rapid
quickly rapidly fast swiftly
explain describe
use utilize utilise employ
need require
make create produce
build construct
choose select pick
fix repair
car automobile
job occupation
child kid
children kids
doctor physician
movie film
picture image photo photograph
store shop
big huge
small little tiny
important significant essential crucial
hard difficult
easy simple
wrong incorrect
right correct
kind type sort
way method manner
list enumerate
tell inform
give provide supply
find locate discover
keep retain
change modify alter
check verify
allow permit
forbid prohibit ban
prevent stop
try attempt
happen occur
mistake error
problem issue
law statute
rule regulation
illegal unlawful
legal lawful
worker employee
company firm business
boss manager
buyer purchaser
person individual
people persons individuals
about regarding concerning
also additionally too
but however
because since as
so therefore thus
if whether
many numerous
enough sufficient
almost nearly
maybe perhaps possibly
often frequently
rarely seldom
usually generally typically
really truly
very extremely highly
main primary principal
first initial
last final
whole entire
near close
clever smart intelligent
happy glad
sad unhappy
angry mad
sick ill
scared afraid frightened
rich wealthy
safe secure
dangerous hazardous risky
hide conceal
reveal disclose
gather collect
send transmit
receive get
look appear seem
speak talk
say state
think believe
know understand
want wish desire
like enjoy
leave depart
return
stay remain
live reside
die perish
eat consume
house home
road street
city town
country nation
trip journey
money cash funds
price cost
sell vend
pay
free gratis
quiet silent
loud noisy
begin initiate
improve enhance
reduce decrease lower lessen
increase raise
destroy demolish
protect safeguard
guide instructions
steps step stages
advice guidance
summary overview
goal aim objective
result outcome
effect impact consequence
reason cause
example instance
part portion
piece
amount quantity
size
speed
strategy plan
idea concept
story tale
letter
paper
document file
write compose draft
outline sketch
best optimal
various different diverse
several multiple
between among
while whilst
until till
upon on
within inside
color colour
center centre
behavior behaviour
organization organisation
analyze analyse
license licence
program programme
defense defence
labor labour
mom mother mum
dad father
phone telephone
fridge refrigerator
tv television
photo photograph
exam examination test
lab laboratory
info information
app application
ad advert advertisement
bike bicycle
vet veterinarian
gym
couch sofa
bag sack
trash garbage rubbish
autumn fall
holiday vacation
flat apartment
lift elevator
lawyer attorney solicitor
teacher instructor
student pupil
medicine medication drug
illness disease
hurt injure
teach instruct
discuss debate
required mandatory
must shall
can could
will would"""
)
FUNCTION = _set(
    "a an the this that these those and or of to in on at by as is are was were be been being am do does did done have has"
    " had i me my we us our you your he him his she her it its they them their who whom which what whose there here so"
    " then than too also with for from about into how when where why if it's im ive id youre theres let lets s t re ve ll d"
    " while but"
)
FILLER = _set(
    "please kindly thanks thank hi hello hey dear ok okay well just really actually basically simply quite very much"
    " honestly literally maybe perhaps hmm um uh oh so now today currently anyway ah like pls plz could can would will"
    " tell explain describe help give provide show know want need wondering wonder curious question quick"
    " advance regards cheers appreciate appreciated sir madam everyone guys try say briefly"
    " detail details detailed step steps asap urgently possible possibly certainly sure answer clearly again"
    " hope asking ask love able think interested like simple terms short brief words sentences plain language"
)
SCOPE = _set(
    "game games video videogame fiction fictional novel story movie film play roleplay simulation simulated simulator"
    " virtual toy pretend imaginary hypothetical hypothetically theoretical fake mock dream minecraft gta sims"
    " historical history joke parody metaphor metaphorical consent consensual authorised authorized permission licensed"
    " legally legitimate legitimately illegally secretly deliberately accidentally unknowingly anonymous anonymously"
    " child children minor minors underage drunk"
)
DIRECTIONAL = _set("from to than before after over under into by against for between versus vs if because")
ASKING = _set("how what why who whom when where which")
HELPING = _set("is are was were be been do does did has have had can could")
VALENCE = _set(
    "benefit benefits beneficial advantage advantages advantageous justified justify justifies justification justifiable"
    " merit merits upside upsides virtue virtues harm harms drawback drawbacks disadvantage disadvantages downside downsides"
    " excuse excuses excusable deserve deserved deserves fair unfair moral immoral ethical unethical evil glorious"
)
"""Words that take a side: swapped for one that takes none, they ask something else, however near the vectors."""
SELF = _set("i")
DONE = _set("is are was were did has had been")
"""Where one text has `I` and the other one of these, one asks how to do what the other asks about."""
PLACING = _set("in at on during within inside under of with through via against")
"""Prepositions that narrow what is asked when a phrase is added: a car / a car in a chess problem."""
NAMES = _set(
    "afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia brazil"
    " bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus denmark ecuador egypt estonia ethiopia"
    " finland france georgia germany ghana greece guatemala haiti hungary iceland india indonesia iran iraq ireland israel"
    " italy jamaica japan jordan kazakhstan kenya korea kuwait laos latvia lebanon libya lithuania luxembourg malaysia mali"
    " malta mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway"
    " oman pakistan panama paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore"
    " slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine"
    " uruguay venezuela vietnam yemen zambia zimbabwe america europe asia africa eu usa uk us american british french german"
    " chinese japanese russian indian italian spanish canadian australian mexican brazilian korean dutch swedish turkish"
    " london paris berlin madrid rome tokyo beijing moscow delhi mumbai sydney toronto boston chicago texas california florida"
    " monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december python java javascript linux windows google microsoft apple amazon facebook meta openai"
    " anthropic nvidia intel ibm mercury venus mars jupiter saturn uranus neptune christian muslim jewish hindu buddhist"
    " christianity islam judaism hinduism buddhism english arabic greek latin mandarin hindi"
)
