"""The words that the rules turn on: titles, heads of names, small words; in lower case."""

from __future__ import annotations

from workbench.entities.word_lists import word_set

# Before a person's name; never part of it.
HONORIFICS = word_set(
    "mr mrs ms miss mx messrs sir dame lord lady madam madame mme monsieur herr frau fräulein "
    "señor señora signor signora dr prof rev revd fr hon comrade dear cllr cllrs councillors "
    "captains"
)

# The last word of an office or a rank that may stand before a name.
ROLES = word_set(
    "president vice-president minister premier chancellor king queen prince princess emperor "
    "empress tsar pope bishop archbishop cardinal patriarch abbot imam ayatollah sheikh sheik "
    "mullah rabbi pastor reverend senator congressman congresswoman governor mayor mayoress "
    "ambassador envoy consul secretary undersecretary spokesman spokeswoman spokesperson chairman "
    "chairwoman chairperson chair director manager chief head leader commander general colonel "
    "major captain lieutenant sergeant corporal admiral commodore marshal brigadier judge justice "
    "prosecutor attorney lawyer advocate solicitor barrister notary inspector superintendent "
    "detective constable commissioner sheriff officer agent professor doctor rector councillor "
    "councilor councilman alderman deputy speaker clerk treasurer auditor registrar harbourmaster "
    "harbormaster master skipper pilot foreman editor reporter correspondent journalist author "
    "coach baron baroness count countess duke duchess viscount uncle aunt gen col maj capt lt sgt "
    "cpl adm cmdr sen rep gov pres amb insp supt det analyst banker economist historian owner "
    "founder partner accountant architect engineer surgeon nurse wife husband son daughter "
    "brother sister mother father widow cousin nephew niece colleague friend actor actress singer "
    "writer poet novelist defector dissident activist witness suspect"
)

# The last word of an organisation's name, where another word stands before it.
ORGANISATION_HEADS = word_set(
    "academy administration agency airlines airways alliance army assembly association authority "
    "bank battalion board brigade brigades broadcasting brothers bulletin bureau bundesbank "
    "cabinet center centre chronicle church club coalition college command commission committee "
    "company confederation conference congress consortium consulate consultancy consulting "
    "cooperative corporation corps council courier court daily department directorate division "
    "embassy enterprises exchange faculty federation fleet force forces foundation front fund "
    "gazette government group guard guards herald holding holdings hospital industries initiative "
    "inspectorate institute institution insurance intelligence journal laboratories laboratory "
    "league legion logistics magazine ministry mission monitor movement museum navy network news "
    "newspaper nominees office observer orchestra organisation organization parliament partners "
    "partnership party petroleum police politburo post press project prosecutor's registry "
    "regiment register review school secretariat securities senate service services shipping "
    "shipyard society squadron staff standard store stores syndicate systems taskforce tax "
    "technologies telegraph terminals theatre times trading treasury tribune tribunal trust union "
    "united university ventures weekly wire works agence airline marine maritime freight lines "
    "energy media mail motors telecom pharmaceuticals electric electronics aerospace capital "
    "savings"
)

LEGAL_FORMS = word_set(
    "ltd limited inc incorporated corp co plc llc llp lp gmbh ag kg sa sarl sas srl spa nv bv ab "
    "as asa oy oyj aps sro doo dd zrt kft ooo oao zao pao pty sons bros"
)

# The first word of an organisation's name, where a word follows that is a name.
FIRST_OF_ORGANISATIONS = word_set(
    "banco banque banca banka radio societe société compagnie grupo groupe gruppo ministerio "
    "universite université universidad universidade universita università universitat universität "
    "instituto institut fundacion fundación fondation fundacja partido parti cooperativa"
)

# The first word of an organisation's name that goes on with `of` or `for`.
ORGANISATION_OPENERS = word_set(
    "academy agency army association authority bank board bureau center centre chamber church "
    "college commission committee confederation conference congress council court department "
    "directorate embassy faculty federation foundation fund government house institute "
    "institution journal league legion ministry movement museum office organisation organization "
    "parliament party school secretariat senate society union university register registry "
    "administration alliance bar brotherhood brothers friends doctors sons daughters campaign "
    "center commonwealth"
)

# What is written small before an organisation's name, or after it.
ORGANISATION_NOUNS = word_set(
    "agency company firm newspaper bank group party ministry website magazine broadcaster channel "
    "network supplier lender retailer insurer maker producer regulator watchdog union charity "
    "foundation conglomerate manufacturer airline publisher university contractor consultancy "
    "subsidiary militia daily weekly outlet"
)

# After a place's name, written small.
PLACE_NOUNS = word_set(
    "state province region district county prefecture governorate oblast peninsula island islands "
    "village town valley river mountains airport harbour suburb neighbourhood border"
)

# Before "of" and a place's name.
NOUNS_OF_PLACES = word_set(
    "village town city port province region district state island islands river county suburb "
    "valley capital treaty battle siege peace fall streets outskirts north south east west "
    "kingdom duchy republic university"
)

# The last word of a place's name, where another word stands before it.
PLACE_HEADS = word_set(
    "airport alley archipelago avenue basin bay beach boulevard bridge canal cape castle "
    "cathedral city coast county creek dam desert district docks estate fjord forest gardens "
    "garden gate gorge gulf harbor harbour heights highway hill hills hotel house island islands "
    "isle isles lagoon lake lane lighthouse lough loch mine mole mountain mountains oblast ocean "
    "palace park pass peninsula pier plain plains plateau plaza port prison province quay quays "
    "range region reservoir ridge river road row sea shore sound square station straits strait "
    "street terrace territory town tunnel valley village volcano wharf krai okrug governorate "
    "crossing cemetery close crescent mews drive"
)

# Those of them that people are called by, too.
PLACE_HEADS_OF_PEOPLE = word_set(
    "hill lane park forest gate house shore castle garden gardens hills heights lake rivers bay "
    "beach bridge county city pass port forte cape isle sound wharf town mole sea river island"
)

# The first word of a place's name.
PLACE_OPENERS = word_set(
    "mount mt lake cape fort port river isle gulf bay strait sea cape villa camp"
)

# Places that are told apart by a number: Berth 9, Pier 4.
NUMBERED = word_set(
    "berth pier quay dock wharf gate warehouse shed checkpoint sector zone terminal"
)

DIRECTIONS = word_set(
    "north south east west northern southern eastern western north-eastern north-western "
    "south-eastern south-western northeastern northwestern southeastern southwestern central "
    "upper lower inner outer greater northeast northwest southeast southwest"
)

# Between the words of one person's name.
PERSON_PARTICLES = word_set(
    "de da do dos du des del della di von van der den zu zur la le las los bin ibn bint ben al el "
    "y e ul ter ten af av"
)

# Words that open a sentence, and are never the first word of a name.
OPENERS = word_set(
    "a about above according across after afterwards again against ago all almost along already "
    "also although always am among an and another any anybody anyone anything apart are around as "
    "asked aside at away back be because been before behind being below beneath beside besides "
    "between beyond both but by can cannot clearly could despite did do does done down due during "
    "each earlier either else elsewhere even eventually ever every everybody everyone everything "
    "except few fewer finally first firstly following for former formerly fortunately from "
    "further furthermore given had half has have having he hence her here hers herself him "
    "himself his how however i if in indeed inside instead into is it its itself just last lastly "
    "late later least less let like likewise many may maybe me meanwhile might mine more moreover "
    "most mostly much must my myself near nearly neither never nevertheless next no nobody none "
    "nonetheless nor not nothing now nowhere of off often on once one only onto or other others "
    "otherwise ought our ours ourselves out outside over own per perhaps please previously quite "
    "rather recently regarding same says secondly second several shall she should simply since so "
    "some somebody someone something sometimes soon still such suddenly than that the their "
    "theirs them themselves then there thereafter therefore these they third thirdly this those "
    "though three through throughout thus till to today together told tomorrow too toward towards "
    "two under unless unlike until up upon us very via was we well were what whatever when "
    "whenever where whereas wherever whether which while who whoever whom whose why will with "
    "within without would yes yesterday yet you your yours yourself four five six seven eight "
    "nine ten re fwd cc bcc subject attn note ps nb see cf hi hello hey"
)

# The openers that no capital turns into part of a name, wherever they stand.
ARTICLES = word_set(
    "the a an i he she it they we you his her its their our my your in on at by from with but and "
    "or so if as when while what who how why this that these those there yes no not is are was "
    "were ps nb"
)

# Capitalised words that are names of nobody: feasts, languages apart, things of the page.
NOT_NAMES = word_set(
    "christmas easter ramadan passover advent lent god jesus bible koran quran internet web "
    "english latin islam christianity judaism catholicism communism marxism nazi nazis article "
    "appendix annex chapter figure table section part page item no nos vol volume footnote "
    "birthday ok tv pm am ceo cfo cto gdp usa's phd md ba ma faq pdf html url http https www id "
    "cv dna hiv aids gps sms usb cd dvd atm vip iq rip asap ie eg etc ad bc ce bce gmt utc monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december est cet edt pst usd eur gbp rub chf jpy cny sos "
    "uav vat isbn issn qr rsvp nb ps iii ii iv vi vii viii ix xi xii xiii xiv xv xvi xix xx xxi "
    "utf ascii"
)

# After a person's name, or before it: what people do.
SPEECH = word_set(
    "said says told asked added replied answered wrote writes argued insisted claimed announced "
    "denied admitted explained stressed noted warned testified recalled declined refused agreed "
    "spoke met thanked resigned died thinks thought believes believed remembers remembered"
)

# After a person's name: what nothing else can be or do.
WHO = word_set("who whom himself herself married laughed nodded smiled shrugged")

# After a company's name.
OF_COMPANIES = word_set(
    "shares stock executives executive spokesman spokeswoman employees shareholders plc"
)

# After the words of a person's name; no part of it.
POSTNOMINALS = word_set("qc kc mp mep mbe obe cbe kbe phd md esq usn usa rn ret")

# After a name, and no part of a surname.
SUFFIXES = word_set(
    "jr sr junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii"
)

# Before a place's name.
PLACE_BEFORE = word_set(
    "in near at from to into toward towards outside around across throughout via"
)

# What is said of people or of goods from a country; not a name by itself.
DEMONYMS = word_set(
    "abkhaz abkhazian afghan african albanian algerian american angolan arab arabic argentine "
    "argentinian armenian asian australian austrian azerbaijani azeri bahraini balkan baltic "
    "bangladeshi basque bavarian belarusian belgian bengali bolivian bosnian brazilian british "
    "bulgarian burmese cambodian cameroonian canadian catalan caucasian chechen chilean chinese "
    "colombian congolese cossack crimean croat croatian cuban cypriot czech danish dagestani "
    "dutch ecuadorian egyptian emirati englishman eritrean estonian ethiopian european filipino "
    "finnish flemish french frenchman georgian german ghanaian greek guatemalan haitian hebrew "
    "hungarian icelandic indian indonesian ingush iranian iraqi irish israeli italian jamaican "
    "japanese jewish jordanian kashmiri kazakh kenyan korean kosovar kurd kurdish kuwaiti kyrgyz "
    "latvian lebanese liberian libyan lithuanian macedonian malaysian maltese mexican moldovan "
    "mongolian montenegrin moroccan mozambican muslim nepalese nicaraguan nigerian nordic "
    "norwegian omani ossetian ossete pakistani palestinian panamanian paraguayan persian peruvian "
    "polish portuguese prussian qatari roman romanian russian rwandan salvadoran saudi "
    "scandinavian scots scottish senegalese serb serbian sicilian singaporean slav slavic slovak "
    "slovene slovenian somali soviet spanish sudanese swede swedish swiss syrian taiwanese tajik "
    "tatar thai tibetan tunisian turk turkic turkish turkmen ugandan ukrainian uruguayan uzbek "
    "venezuelan vietnamese welsh yemeni yugoslav zambian zimbabwean christian catholic protestant "
    "orthodox sunni shia shiite hindu buddhist sikh western eastern transnistrian zionist "
    "bolshevik menshevik jacobite huguenot ottoman"
)

# What amounts are counted in: measures, currencies, people and things of the military and of trade.
UNITS = word_set(
    "percent percentage points euros euro dollars dollar pounds pound francs marks roubles rubles "
    "lari crowns krona kronor krone kroner kroon yen yuan renminbi rupees rupee pesos peso lira "
    "liras dinars dinar rials riyals dirhams shekels zloty forints hryvnia hryvnias tenge manat "
    "baht won rand naira shillings cents pence guilders guineas ducats thalers tonnes tons "
    "kilograms kilos kg grams g mg kilometres kilometers km metres meters m miles yards feet ft "
    "inches centimetres centimeters cm mm hectares acres litres liters gallons barrels megawatts "
    "mw kilowatts kwh watts volts degrees knots mph kph bytes seconds minutes hours days weeks "
    "months years decades troops soldiers servicemen men women people persons civilians children "
    "refugees migrants casualties deaths dead wounded injured killed victims residents "
    "inhabitants citizens voters votes seats members employees workers staff jobs officers "
    "policemen police peacekeepers fighters rebels militants prisoners hostages detainees "
    "students passengers tourists customers tanks aircraft planes helicopters jets missiles "
    "rockets warheads guns rifles rounds ships vessels boats submarines vehicles trucks lorries "
    "cars trains bases containers crates boxes shares bonds houses homes flats apartments "
    "villages towns schools hospitals"
)
