"""The words that quotations turn on: verbs of saying, those who say, outlets; in lower case."""

from __future__ import annotations

from workbench.entities.lexicon import HONORIFICS, ROLES
from workbench.entities.word_lists import word_set

# May be followed by what is said without `that`.
SAYING = word_set("said says say saying")

# Followed first by the one who is told.
TELLING = word_set("told tells telling informed informs assured assures reminded reminds")

# Followed by `that`, or beside the words themselves.
STATING = word_set(
    "added adds adding admitted admits admitting acknowledged acknowledges acknowledging affirmed "
    "alleged alleges alleging announced announces announcing argued argues arguing asserted "
    "asserts asserting boasted cautioned cautions cautioning claimed claims claiming commented "
    "complained complains complaining conceded concedes conceding concluded concludes "
    "confessed confirmed confirms confirming contended contends declared declares declaring denied "
    "denies denying disclosed elaborated emphasised emphasises emphasising emphasized emphasizes "
    "emphasizing explained explains explaining hinted indicated insisted insists "
    "insisting joked lamented maintained maintains mentioned noted notes noting objected observed "
    "observes pledged pledging pointed points pointing predicted predicts promised promises "
    "promising proposed protested reaffirmed recalled recalls reckoned reiterated reiterates "
    "reiterating remarked remarks replied replies replying reported reports reporting responded "
    "responds retorted revealed ruled specified speculated stated stating stressed stresses "
    "stressing suggested suggests suggesting swore testified testifies threatened threatening "
    "underlined underlines underscored urged vowed vows vowing warned warns warning wondered wrote "
    "writes writing agreed"
)

# Only ever taken for a cue beside the words themselves.
UTTERING = word_set(
    "answered answers asked asks asking began begged called chanted chanting comments concluded "
    "continued estimated estimates states continues cried demanded exclaimed explained groaned "
    "growled grumbled hissed inquired "
    "interrupted joked laughed mumbled murmured muttered pleaded questioned quipped "
    "recounted remembered "
    "screamed shouted shouting sighed snapped sneered sobbed tweeted whispered yelled posted put"
)

# Mostly nouns: their subject never comes after them.
NOUNS = word_set("comments estimates states claims reports notes promises vows hints warns points")

# Followed by whether, why or how.
ASKING = word_set("asked asks asking wondered questioned")

# What is said of a thing stands in marks after them.
LABELLING = word_set(
    "called calls calling described describes describing denounced denounces denouncing branded "
    "brands branding dismissed dismisses dismissing labelled labels labelling labeled labeling "
    "condemned condemns condemning hailed hails hailing praised praises praising criticised "
    "criticises criticising criticized criticizes criticizing accused accuses accusing "
    "characterised characterized referred refers referring rejected rejects rejecting spoke "
    "speaks speaking blamed deemed "
    "termed slammed mocked welcomed attacked demanded urged expressed"
)

# Interfax quoted him as saying; he was quoted as saying.
QUOTING = word_set("quoted quotes quoting cited cites citing")

ACCORDING = "according"

PARTICIPLES = frozenset(
    word
    for word in SAYING | TELLING | STATING | UTTERING | LABELLING | QUOTING
    if word.endswith("ing")
)

# Says that what follows is no statement of the subject's.
PASSIVE = word_set("was were is are be been being am it's")
NOT_SAID = word_set(
    "not never n't cannot to would could might can may should must will shall if without don't "
    "didn't doesn't won't wouldn't couldn't can't did does do"
)

# Before a name, or instead of it, they tell a man from a woman.
MALE = word_set("he mr sir lord spokesman chairman king")
FEMALE = word_set("she mrs ms miss lady dame spokeswoman chairwoman queen")

DETERMINERS = word_set(
    "the a an his her its their our my this these one two three four five six some "
    "several many both another other all most every each no more few local senior top other "
    "unnamed unidentified anonymous"
)

# Before those of whom nobody knows who they are.
INDEFINITE = word_set("one others another some several many other two three both")

# End the name of one who owns what follows.
OWNER = ("'s", "’s")

# Open the words for a speaker.
OPENING = word_set(
    "the a an his her their its our my one another some several many both two three this"
)

# Between an article and an office: the former Russian defence minister.
OF_OFFICES = word_set(
    "vice deputy former prime foreign defence defense finance interior state party chief news "
    "police first government ministry army military intelligence rebel opposition security court "
    "union hospital health media russian georgian western israeli american palestinian iraqi "
    "us british french german chinese turkish"
)

# A subject neither ends in nor goes on over them.
BREAKING = word_set(
    "as when where while what that how why because if and but or than so there then here since "
    "after before until though although whether once nor not to by on which who that"
)
PREPOSITIONS = word_set("of for from at with to in by against on near into about between")

# Those who say things without being named, where no article stands before them.
PEOPLE = ROLES | word_set(
    "officials official witnesses police sources source residents experts expert analysts critics "
    "authorities lawyers doctors scientists researchers activists rebels campaigners reports "
    "report media ministers prosecutors investigators protesters protestors demonstrators "
    "opponents supporters observers commentators relatives neighbours neighbors survivors "
    "villagers economists historians teachers students workers farmers soldiers commanders "
    "diplomats diplomat politicians politician lawmakers lawmaker legislators organisers "
    "organizers traders leaders spokesmen spokespeople spokespersons representatives "
    "representative aides aide advisers adviser advisors advisor scholars engineers pilots "
    "detectives firefighters rescuers paramedics medics nurses parents people others agencies "
    "members ministries governments statement man woman boy girl child driver resident official "
    "scientist researcher expert analyst lawmaker mp mps journalist journalists reporters editors "
    "company companies firm banks newspaper newspapers magazine agency government opposition "
    "army military parliament court jury ministry office embassy delegation group union party "
    "commission committee board panel council team campaign coalition defence defense prosecution "
    "family wife husband mother father daughter son brother sister friend friends boss captain "
    "democrats republicans conservatives democrat republican senators senator accountants "
    "backers insiders eyewitnesses locals refugees migrants "
    "victim victims suspect suspects defendant defendants plaintiff attorney attorneys counsel "
    "representative envoy envoys prisoner passenger passengers tourist organisation organisations "
    "foreman boatman fisherman sailor skipper captain harbourmaster clerk "
    "historian poet author writer singer actor actress coach manager player striker"
)

# Behind the name of a body or a place, they speak for it.
PARTS = PEOPLE | word_set("branch bureau department division desk section unit")

# What statements are taken from with `according to`, beside people.
RECORDS = word_set(
    "report reports statement statements document documents survey study studies poll polls "
    "figures data account accounts minutes letter ledger memo memorandum statistics records "
    "article articles website transcript indictment estimates research"
)

AGENCIES = frozenset(
    (
        "interfax", "itar-tass", "tass", "ria", "ria novosti", "novosti", "reuters", "afp", "ap",
        "associated press", "agence france-presse", "bbc", "bbc news", "cnn", "al jazeera",
        "al-jazeera", "xinhua", "upi", "dpa", "bloomberg", "regnum", "kommersant", "izvestia",
        "izvestiya", "vedomosti", "pravda", "ekho moskvy", "echo of moscow", "ntv", "rossiya",
        "the guardian", "guardian", "times", "new york times", "washington post",
        "wall street journal", "financial times", "daily telegraph", "der spiegel", "spiegel",
        "die welt", "bild", "le monde", "le figaro", "el pais", "kyodo", "yonhap", "anadolu",
        "irna",
        "fars", "press tv", "sana", "mena", "ansa", "efe", "pti", "ani", "ukrinform", "unian",
        "belta", "apsnypress", "res", "rustavi 2", "imedi", "civil georgia", "caucasus press",
        "radio free europe", "rfe/rl", "rferl", "voice of america", "deutsche welle", "dw", "npr",
        "cbs", "nbc", "abc", "abc news", "abc radio", "fox news", "sky news", "itv", "channel 4",
        "politico", "twitter",
    )
)  # fmt: skip

# The last word of an outlet's name.
OUTLETS = word_set(
    "agency agence press times post gazette wire tv radio daily weekly news herald tribune "
    "chronicle courier telegraph observer journal bulletin record mirror globe guardian "
    "television broadcasting newspaper magazine online network desk mail sun standard "
    "independent express reporter"
)

# Beside an outlet's name, written small.
OF_OUTLETS = word_set(
    "agency newspaper daily weekly magazine radio television tv broadcaster channel website paper "
    "network tabloid"
)

# Before marks that set off a name or a word, not what somebody said.
NAMING = word_set(
    "so-called nicknamed dubbed known codenamed titled entitled headlined named book film novel "
    "song album article play poem series programme program column essay painting movie "
    "documentary word term terms phrase letter letters marked labelled stamped reading reads "
    "sign signs means meaning mean translated alias aka short for opera single hit track show "
    "ship vessel operation codename name nickname pseudonym pen stage slogan banner banners "
    "motto inscription hashtag category section chapter heading headline"
)

OFFICES = ROLES
TITLES = HONORIFICS | ROLES
