"""English, as packs for patients are written in it."""

import re

from immuno_reader.publishing.checking.lexicon import Lexicon, listed, phrase, words

_PARTICIPLES = (
    r"\w{2,}ed|given|taken|made|done|seen|found|known|shown|held|kept|told|sent|built|bought|"
    r"brought|caught|cut|drawn|driven|eaten|fed|felt|fought|grown|heard|hidden|hit|hurt|led|left|"
    r"lost|meant|met|paid|put|read|said|set|shut|spent|split|stuck|taught|thought|torn|written|"
    r"worn|won|chosen|frozen|broken|spoken|stolen|begun|run|bound|woken|switched"
)

ENGLISH = Lexicon(
    length=1.0,
    syllables=1.0,
    stops=listed(
        "e.g. i.e. dr. mr. mrs. ms. prof. st. vs. no. approx. fig. cf. al. vol. jr. sr. "
        "dept. inc. ltd."
    ),
    free_abbreviations=listed(
        "US UK EU USA DNA CT MRI HIV AIDS TV OK ID GP PDF CC BY QR COVID-19 COVID BMJ ISO"
    ),
    passive=re.compile(
        r"\b(?:is|are|was|were|be|been|being|am|get|gets|got|getting)\s+"
        rf"(?:(?:not|also|often|now|then|only|first|usually|\w+ly)\s+)?(?:{_PARTICIPLES})\b",
        re.IGNORECASE,
    ),
    not_passive=words(
        r"(?:called|named|known|thought|made (?:of|up|from)|used to|tired|worried|scared|"
        r"interested|"
        r"married|related|advanced|limited|complicated|allowed|supposed|based|located|concerned|"
        r"involved|pleased|confused|swollen|affected|needed|red|bed|indeed|need|shed|bleed|feed|"
        r"breed|speed|hundred|experienced|qualified|mixed|detailed|naked|left)"
    ),
    absolute=(
        phrase(
            "Say what was seen in how many people.",
            "miracles?",
            "breakthroughs?",
            "revolutionary",
            "wonder drugs?",
        ),
        phrase(
            "Say how many get side effects, and how bad they are.",
            r"(?:has|have|had|with|causes?|there (?:are|is)) no side effects?",
            "without side effects?",
            "free of side effects?",
            r"(?:completely|totally) safe",
            r"(?:is|are) (?:quite |very )?safe",
            "100 ?% (?:safe|effective)",
            "risk-free",
        ),
        phrase(
            "Say how many lived how long, and of which group.",
            r"(?<!not )(?<!no )cures?",
            r"(?:is|are|was|were|be|been) cured",
            "curing",
            "a cure for",
        ),
        phrase(
            "Nothing about treatment is sure: say how often.",
            "guarantee[ds]?",
            "always works?",
            "never fails?",
            "works for everyone",
            "certain to work",
            "will (?:always|never)",
        ),
    ),
    advising=(
        phrase(
            "It informs and never advises: “your team may”, “ask whether”.",
            r"you (?:should|must|need to|have to|ought to) "
            r"(?:take|stop|start|skip|refuse|choose|accept|have|get|try|avoid|use|switch)"
            r"(?: (?:this|these|the|your|any|all|more|less|another))?"
            r" (?:treatments?|medicines?|drugs?|tablets?|doses?|steroids?|immunotherapy|"
            r"chemotherapy|vaccines?|surgery|radiation|supplements?|therapy)",
            r"we (?:recommend|advise)",
            r"the best (?:treatment|choice|option) (?:is|for)",
            r"(?:do not|don't) (?:accept|agree to|have) (?:this|the) treatment",
        ),
    ),
    twins={
        r"physicians?": "doctor",
        r"inflammations?": "swelling",
        r"monitor(?:ed|s|ing)?": "watch",
        r"utili[sz]e[sd]?": "use",
        r"utili[sz]ation": "use",
        r"prior to": "before",
        r"subsequent to": "after",
        r"administer(?:ed|s)?": "give",
        r"discontinue[sd]?": "stop",
        r"adverse (?:events?|reactions?|effects?)": "side effect",
        r"approximately": "about",
        r"commence[sd]?": "start",
        r"terminate[sd]?": "end",
        r"facilitate[sd]?": "help",
        r"demonstrate[sd]?": "show",
        r"sufficient": "enough",
        r"additional": "more",
        r"numerous": "many",
        r"assistance": "help",
        r"obtain(?:ed|s)?": "get",
        r"require[sd]?": "need",
        r"indicate[sd]?": "show",
        r"exacerbate[sd]?": "make worse",
        r"in order to": "to",
        r"due to the fact that": "because",
        r"in the event (?:of|that)": "if",
        r"ambulate[sd]?": "walk",
        r"alleviate[sd]?": "ease",
        r"initiate[sd]?": "start",
        r"endeavou?r": "try",
        r"consume[sd]?": "eat or drink",
        r"reside[sd]?": "live",
        r"notify": "tell",
        r"notified": "told",
        r"comprehend": "understand",
        r"objective": "goal",
        r"methodology": "method",
        r"optimal": "best",
        r"contraindicated": "should not be used",
        r"efficacy": "how well it works",
        r"mortality": "deaths",
        r"morbidity": "illness",
        r"prophylaxis": "prevention",
        r"etiology": "cause",
        r"aetiology": "cause",
        r"benign": "not cancer",
        r"evaluate[sd]?": "check",
        r"evaluation": "check",
        r"frequently": "often",
        r"modification": "change",
        r"elevated": "high",
        r"diminish(?:ed|es)?": "lessen",
        r"detrimental": "harmful",
        r"deteriorate[sd]?": "get worse",
    },
    patients=words(
        "patients(?!-)",
        r"(?:the|a|each|every) patient(?![- ]\w+(?:or|ors|ing|ion|ide|ides|ort)\b)",
    ),
    you=words("you", "your", "yours", "yourself", "I", "my", "me"),
    negative=re.compile(
        r"\b(?:not|never|no|none|nobody|nothing|without|cannot)\b|n['\u2019]t\b", re.I
    ),
    joins=re.compile(
        r"[,;:()\u2013\u2014]|\b(?:and|but|or|so|because|if|that|who|which|than|where|when)\b", re.I
    ),
    and_or=re.compile(r"\band/or\b", re.I),
    frequency=words(
        r"(?:un|very |quite |less |more |most )?common(?:ly)?",
        "rare(?:ly)?",
        "frequent",
        r"(?<!less )(?<!more )(?:un)?likely",
        "high risk",
        "low risk",
        "small (?:chance|risk)",
        "seldom",
    ),
    side_effect=words(r"side[ -]effects?", "toxicit(?:y|ies)"),
    outcome=words(
        r"side effects?",
        "risks?",
        "harms?",
        "complications?",
        "reactions?",
        "die[ds]?",
        "deaths?",
        "rash(?:es)?",
        "fever",
        "infections?",
        "bleeding",
        "response",
        "responded",
        "survival",
        "survive[sd]?",
    ),
    one_in=re.compile(
        r"\b(?:1|one) (?:in|out of) (?:every )?(?!100\b|1,?000\b|the\b|(?:19|20)\d\d\b)"
        r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)\b",
        re.I,
    ),
    out_of=re.compile(
        r"\b(\d[\d,.]*) (?:in|out of|of) (?:every )?(\d[\d,]*)\b(?! (?:weeks|days))", re.I
    ),
    relative=re.compile(
        r"\btwice as\b|\b(?:two|three|four|five|six|ten|\d+)[ -](?:times|fold) (?:as|more|less|"
        r"higher|lower|the)\b|\b\d+(?:\.\d+)? ?(?:%|per ?cent) (?:lower|higher|less|more|fewer|"
        r"better|reduction|increase|drop)\b|\b(?:halves|halved|halving|doubles|doubled) (?:the|"
        r"your|their) (?:risk|chance)|\bby (?:a )?half\b|\bcuts? (?:the|your) risk\b",
        re.I,
    ),
    risk_number=re.compile(
        r"\b\d[\d,.]* (?:in|out of) (?:every )?\d[\d,]*\b|\b\d+(?:\.\d+)? ?(?:%|per ?cent\b)", re.I
    ),
    benefit=words(
        r"benefit(?:s|ed)?",
        "works? (?:well|for|in)",
        "shr[aiu]nks?",
        "live[ds]? longer",
        "survive[sd]?",
        "remission",
        "helps?",
        "improve[sd]?",
        "alive",
        "held back",
        "slows?",
        "kills? (?:the )?cancer",
        "goes away",
        "disappear(?:s|ed)?",
        "respond",
    ),
    risk=words(
        r"side[ -]effects?",
        "risks?",
        "harm(?:s|ed)?",
        "can go wrong",
        "danger(?:s|ous)?",
        "reactions?",
        "died",
        "complications?",
        "attack(?:s)? healthy",
        "unwell",
    ),
    red_flags=(
        words(r"trouble breathing", "short of breath", "hard to breathe", "breathlessness"),
        words("chest pain"),
        words(r"blood(?:y)? (?:in (?:your |the )?)?(?:stools?|poo)"),
        words("confusion", "confused"),
        words("faint(?:ing|ed)?"),
        words("yellow (?:skin|eyes)"),
        words("blister(?:s|ing)?"),
        words("double vision"),
        words("(?:any|a|with|have|had|high) fever", "frequent stools"),
        words("a fit", "seizures?"),
        words("weak(?:ness)? (?:on|of) one side", "one-sided weakness"),
    ),
    act=words("call", "go", "phone", "ring", "tell", "get help", "seek"),
    whom=words(
        "team",
        "doctor",
        "nurse",
        "hospital",
        "clinic",
        "ambulance",
        "emergency (?:help|department|services?|room|number)",
        "help line",
        "helpline",
        "pharmacist",
    ),
    when=words(
        "now",
        "at once",
        "today",
        "straight away",
        "right away",
        "same day",
        "immediately",
        "day or night",
        "emergency",
        "tonight",
        "within",
        "before",
        "after",
        "when",
        "if",
        "as soon as",
        "every",
        "each",
        "first",
        "daily",
    ),
    ask_team=words(
        r"(?:ask|tell|call|talk to|speak to|speak with|talk with|discuss with|show|check with|"
        r"bring)\b[^.!?]{0,60}\b(?:team|doctor|nurse|clinic|hospital|pharmacist)",
        r"(?:team|doctor|nurse|clinic|hospital)\b[^.!?]{0,40}\b(?:can tell|will tell|can help|"
        r"can explain|can say|will explain)",
        "what to ask",
        "what you (?:can|could) ask",
        "questions? to ask",
        "when to call",
        "ask next",
    ),
    tool=words("checklists?", "diary", "diaries", "card", "to tick", "write (?:it )?down"),
    steps=words("(?:these|the)(?: \\w+)? steps", "step by step", "in this order"),
    vague_headings=re.compile(
        r"(?:introduction|overview|other|others|general|background|"
        r"miscellaneous|more|details|information|summary|conclusion)",
        re.I,
    ),
    vague_links=re.compile(
        r"(?:click )?(?:here|this|more|read more|learn more|link|this link|"
        r"this page|page|see here|details)",
        re.I,
    ),
    alt_start=re.compile(
        r"(?:an? )?(?:image|picture|photo|photograph|graphic|icon|diagram) (?:of|"
        r"showing)\b",
        re.I,
    ),
    by_place=words(
        r"(?:the )?(?:red|green|blue|amber|yellow|orange|grey|gray) (?:box|text|words?|part|area)",
        r"(?:shown|marked|written) in (?:red|green|blue|amber|yellow|orange)",
        r"(?:box|picture|list|table|column) (?:on|to) the (?:left|right)",
        r"on the (?:left|right)(?: hand)?(?: side)? of (?:the|this) (?:page|screen)",
    ),
    helps=re.compile(
        r"[(\u2013\u2014:]| - |\b(?:means?|called|named|that is|known as|stands for|or|"
        r"which (?:is|are)|(?:is|are|was) (?:an?|the|one|two|three|both|your|some|part|made|"
        r"kinds?|immune|types?|names?|short))\b",
        re.I,
    ),
    defines=words("is", "are", "was", "were", "means?"),
    bare_definition=re.compile(r"(?:an?|the) ", re.I),
    is_said_as_written=False,
    medical=re.compile(
        r"\w{3,}(?:itis|emia|aemia|penia|pathy|pathies|osis|ectomy|cytes?|kines?|plasty|scopy|"
        r"uria|algia|genesis|oma|omas|globulins?)|(?:immuno|cyto|neuro|hepat|hyper|hypo|cardio|"
        r"haemat|hemat|onco|pneum|nephr|encephal|gastro|endocrin|lymph|dermat|pharmaco|patho)\w{3,}",
        re.I,
    ),
    not_medical=listed(
        "diploma aroma coma oklahoma hypothesis diagnosis hyperlegible hyperlink "
        "prognosis hypocrisy neurologist neurologists"
    ),
    drug_name=re.compile(
        r"\w{3,}(?:mab|mabs|nib|nibs|leucel|cept|lisib|parvovec|repvec|imod|"
        r"leukin|tinib|ciclib|platin|fusp|cel)",
        re.I,
    ),
    numerals=(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
)
