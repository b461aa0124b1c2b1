"""The words, in English and Spanish, which the held-out edits put for others."""

_Tables = dict[str, dict[str, str]]

BRANDS = {
    "atezolizumab": "Tecentriq",
    "avelumab": "Bavencio",
    "blinatumomab": "Blincyto",
    "cemiplimab": "Libtayo",
    "dostarlimab": "Jemperli",
    "durvalumab": "Imfinzi",
    "imiquimod": "Aldara",
    "ipilimumab": "Yervoy",
    "nivolumab": "Opdivo",
    "pembrolizumab": "Keytruda",
    "relatlimab": "Opdualag",
    "retifanlimab": "Zynyz",
    "rituximab": "Rituxan",
    "toripalimab": "Loqtorzi",
    "trastuzumab": "Herceptin",
    "tremelimumab": "Imjudo",
}
LEARNED: _Tables = {
    "en": {
        "side effects": "adverse reactions",
        "immune cells": "lymphocytes",
        "drip": "infusion",
        "your care team": "the oncology service",
        "your team": "the service",
        "rash": "dermatitis",
        "itch": "pruritus",
        "fever": "pyrexia",
        "people": "patients",
        "medicine": "agent",
        "medicines": "agents",
        "cancer cells": "malignant cells",
        "trouble breathing": "dyspnoea",
    },
    "es": {
        "efectos secundarios": "reacciones adversas",
        "células de defensa": "linfocitos",
        "goteo": "infusión",
        "su equipo": "el servicio de oncología",
        "sarpullido": "dermatitis",
        "picazón": "prurito",
        "fiebre": "hipertermia",
        "personas": "pacientes",
        "medicamento": "fármaco",
        "medicamentos": "fármacos",
        "células del cáncer": "células malignas",
        "dificultad para respirar": "disnea",
    },
}
OTHER_COUNTRY: _Tables = {
    "en": {
        "tumour": "tumor",
        "tumours": "tumors",
        "colour": "color",
        "leukaemia": "leukemia",
        "oestrogen": "estrogen",
        "emergency department": "emergency room",
        "carer": "caregiver",
        "carers": "caregivers",
        "drip": "IV",
        "womb": "uterus",
        "tablets": "pills",
        "unwell": "sick",
        "stools": "bowel movements",
        "loose stools": "diarrhea",
    },
    "es": {
        "sarpullido": "erupción",
        "picazón": "comezón",
        "goteo": "suero",
        "pastillas": "píldoras",
        "urgencias": "la sala de emergencias",
        "vientre": "abdomen",
        "vientres": "abdómenes",
        "tumor": "tumoración",
        "conduzca": "maneje",
        "útero": "matriz",
        "equipo": "personal",
    },
}
PAST: _Tables = {
    "en": {
        "can": "could",
        "may": "might",
        "is": "was",
        "are": "were",
        "has": "had",
        "have": "had",
        "does": "did",
        "do not": "did not",
        "helps": "helped",
        "means": "meant",
        "says": "said",
    },
    "es": {
        "puede": "podía",
        "pueden": "podían",
        "es": "era",
        "son": "eran",
        "está": "estaba",
        "están": "estaban",
        "tiene": "tenía",
        "tienen": "tenían",
        "hay": "había",
        "quiere": "quería",
        "dice": "decía",
    },
}
PASSIVE = {
    "en": (
        "can|may|could|will",
        "be",
        "by",
        {
            "attack": "attacked",
            "block": "blocked",
            "calm": "calmed",
            "cause": "caused",
            "find": "found",
            "give": "given",
            "harm": "harmed",
            "help": "helped",
            "hold": "held",
            "kill": "killed",
            "need": "needed",
            "reach": "reached",
            "see": "seen",
            "show": "shown",
            "take": "taken",
            "tell": "told",
        },
    ),
    "es": (
        "puede|pueden|podría|van a",
        "ser",
        "por",
        {
            "atacar": "atacado",
            "ayudar": "ayudado",
            "bloquear": "bloqueado",
            "calmar": "calmado",
            "causar": "causado",
            "dañar": "dañado",
            "frenar": "frenado",
            "hacer": "hecho",
            "matar": "matado",
            "necesitar": "necesitado",
            "tener": "tenido",
            "ver": "visto",
        },
    ),
}
YOUR_CHILD: _Tables = {
    "en": {
        "you are": "your child is",
        "you have": "your child has",
        "you": "your child",
        "your": "your child's",
        "my": "my child's",
        "I": "my child",
        "yourself": "your child",
    },
    "es": {
        "usted": "su hijo",
        "su equipo": "el equipo de su hijo",
        "su tratamiento": "el tratamiento de su hijo",
        "su cuerpo": "el cuerpo de su hijo",
        "su sistema": "el sistema de su hijo",
        "su medicamento": "el medicamento de su hijo",
        "le": "a su hijo le",
        "mi cáncer": "el cáncer de mi hijo",
        "puedo": "puede mi hijo",
        "tengo": "tiene mi hijo",
    },
}
LESS_FORMAL: _Tables = {
    "en": {
        "do not": "don't",
        "does not": "doesn't",
        "did not": "didn't",
        "cannot": "can't",
        "it is": "it's",
        "is not": "isn't",
        "are not": "aren't",
        "you are": "you're",
        "they are": "they're",
        "that is": "that's",
        "I am": "I'm",
    },
    "es": {
        "usted": "tú",
        "su": "tu",
        "sus": "tus",
        "puede preguntar": "puedes preguntar",
        "llame": "llama",
        "pregunte": "pregunta",
        "avise": "avisa",
        "vaya": "ve",
        "busque": "busca",
        "diga": "di",
        "lea": "lee",
        "le": "te",
    },
}
YOURS: _Tables = {
    "en": {
        "your care team": "our team",
        "your team": "our team",
        "doctors": "our doctors",
        "the doctors": "our doctors",
        "ask your care team": "ask us",
        "ask your team": "ask us",
        "call your team": "call us",
        "tell your care team": "tell us",
        "tell your team": "tell us",
        "this book": "our handbook",
        "the hospital": "our hospital",
    },
    "es": {
        "a su equipo": "a nosotros",
        "su equipo": "nuestro equipo",
        "los médicos": "nuestros médicos",
        "pregunte": "pregúntenos",
        "llame": "llámenos",
        "avise": "avísenos",
        "este libro": "nuestro manual",
        "el hospital": "nuestro hospital",
    },
}
PRONOUNS: _Tables = {
    "en": {
        "it": "the treatment",
        "they": "these medicines",
        "them": "these medicines",
        "its": "the treatment's",
        "their": "their own",
        "this": "what we say here",
    },
    "es": {
        "ellas": "estas células",
        "ellos": "estos medicamentos",
        "esto": "lo que decimos aquí",
        "eso": "lo que decimos allí",
        "otra": "alguna otra",
        "otro": "algún otro",
        "estos": "todos estos",
        "estas": "todas estas",
        "les": "a las personas les",
    },
}
PLEASE: _Tables = {
    "en": {
        "ask": "please ask",
        "call": "please call",
        "tell": "please tell",
        "go": "please go",
        "say": "please say",
        "look": "please look",
        "read": "please read",
        "do not wait": "please do not wait",
    },
    "es": {
        "pregunte": "por favor, pregunte",
        "llame": "por favor, llame",
        "avise": "por favor, avise",
        "vaya": "por favor, vaya",
        "diga": "por favor, diga",
        "busque": "por favor, busque",
        "lea": "por favor, lea",
        "no espere": "por favor, no espere",
    },
}
ABBREVIATED: _Tables = {
    "en": {
        "side effects": "SEs",
        "checkpoint inhibitors": "CPIs",
        "immune system": "IS",
        "white blood cells": "WBCs",
        "emergency department": "ED",
        "immunotherapy": "IO",
        "clinical trial": "RCT",
        "chemotherapy": "chemo",
        "United States": "US",
    },
    "es": {
        "efectos secundarios": "ES",
        "inhibidores de puntos de control": "IPC",
        "sistema inmunitario": "SI",
        "glóbulos blancos": "GB",
        "inmunoterapia": "IT",
        "ensayo clínico": "EC",
        "quimioterapia": "quimio",
        "Estados Unidos": "EE. UU.",
    },
}
UNITS: _Tables = {
    "en": {
        r" °C\b": " degrees Celsius",
        r" °F\b": " degrees Fahrenheit",
        r"(\d) minutes?\b": r"\1 min",
        r"(\d) hours?\b": r"\1 h",
        r"(\d) days?\b": r"\1 d",
        r"(\d) weeks?\b": r"\1 wk",
        r"(\d) months?\b": r"\1 mo",
    },
    "es": {
        r" °C\b": " grados Celsius",
        r" °F\b": " grados Fahrenheit",
        r"(\d) minutos?\b": r"\1 min",
        r"(\d) horas?\b": r"\1 h",
        r"(\d) días?\b": r"\1 d",
        r"(\d) semanas?\b": r"\1 sem",
        r"(\d) mes(?:es)?\b": r"\1 m",
    },
}
FORBIDDEN: _Tables = {
    "en": {
        "can": "must not",
        "may": "must not",
        "could": "must never",
        "should": "should not",
        "call": "do not call",
        "ask": "do not ask",
        "tell": "do not tell",
    },
    "es": {
        "puede": "no debe",
        "pueden": "no deben",
        "podría": "nunca debe",
        "debe": "no debe",
        "llame": "no llame",
        "pregunte": "no pregunte",
        "avise": "no avise",
    },
}
FEWER: _Tables = {
    "en": {
        "most": "few",
        "many": "few",
        "some": "all",
        "all": "some",
        "often": "rarely",
        "sometimes": "never",
        "any": "no",
        "each": "no",
        "everyone": "no one",
        "very few": "nearly all",
        "about": "fewer than",
    },
    "es": {
        "la mayoría": "una minoría",
        "muchas": "pocas",
        "muchos": "pocos",
        "algunas": "todas",
        "algunos": "todos",
        "pocas": "muchas",
        "pocos": "muchos",
        "a veces": "nunca",
        "cualquier": "ningún",
        "todos": "algunos",
        "unas": "menos de",
    },
}
OPPOSITES: _Tables = {
    "en": {
        "before": "after",
        "after": "before",
        "more": "less",
        "high": "low",
        "low": "high",
        "mild": "severe",
        "severe": "mild",
        "with": "without",
        "without": "with",
        "on": "off",
        "start": "stop",
        "stop": "start",
        "early": "late",
        "shrank": "grew",
    },
    "es": {
        "antes": "después",
        "después": "antes",
        "más": "menos",
        "menos": "más",
        "altos": "bajos",
        "bajos": "altos",
        "leve": "grave",
        "grave": "leve",
        "con": "sin",
        "sin": "con",
        "empezar": "dejar",
        "mejor": "peor",
        "peor": "mejor",
    },
}
NEGATION = {"en": r"\b(?:not|never|no) |n't\b", "es": r"\b(?:no|nunca|ni) "}
NUMBERS = {
    "en": "one two three four five six seven eight nine ten",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez",
}
OF_A_HUNDRED = {"en": r"\b(\d+) in 100\b", "es": r"\b(\d+) de cada 100\b"}
OF_TEN = {
    "en": ("{1} in 10", "{0} in 100"),
    "es": ("{1} de cada 10", "{0} de cada 100"),
}
RANGE = {"en": "{} to {}", "es": "de {} a {}"}
CONDITION = {
    "en": ", but only if your doctor has agreed",
    "es": ", pero solo si su médico está de acuerdo",
}
SHOULD_KNOW = {"en": "You should know that ", "es": "Debe saber que "}
LEAD_IN = {
    "en": ("Important: ", "Good to know: ", "Warning! ", "Remember: "),
    "es": ("Importante: ", "Bueno es saberlo: ", "¡Atención! ", "Recuerde: "),
}

# What is put before, between and after
AND = {"en": " and ", "es": " y "}
QUESTION = {"en": "What should I know about: {}?", "es": "¿Qué debo saber sobre: {}?"}
NEW_HEADINGS = {
    "en": ("In detail", "For families", "At home", "In hospital", "Good to know"),
    "es": ("En detalle", "Para la familia", "En casa", "En el hospital", "Es bueno saberlo"),
}
FIRST_STEP = {
    "en": "Write down which medicine you have, and since when.",
    "es": "Anote qué medicamento recibe y desde cuándo.",
}
WARNING = {
    "en": "Warning: this page does not stand in for a talk with a doctor or nurse.",
    "es": "Atención: esta página no sustituye una conversación con un médico o enfermero.",
}
IN_SHORT = {
    "en": "The most important things at a glance:",
    "es": "Lo más importante de un vistazo:",
}
READ_ON = {"en": "More about this below.", "es": "Más sobre esto abajo."}
READ_FIRST = {"en": "Read this first, where it says: ", "es": "Lea primero donde dice: "}
IT_SAID = {"en": "Until last year, this page said: ", "es": "Hasta el año pasado, aquí se leía: "}
NEW_COLUMN = {"en": "see page {}", "es": "vea la página {}"}
